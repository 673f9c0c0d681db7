namespace MicroSeg.GraphQL;

/// <summary>A text is not a GraphQL document, or goes past a limit of <see cref="Language.ParserOptions"/>.</summary>
public sealed class GraphQLSyntaxException : Exception
{
    internal GraphQLSyntaxException(GraphQLError error)
        : base(error.ToString()) => Error = error;

    /// <summary>What is wrong, and where.</summary>
    public GraphQLError Error { get; }
}
