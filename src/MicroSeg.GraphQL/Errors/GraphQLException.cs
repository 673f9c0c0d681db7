namespace MicroSeg.GraphQL;

/// <summary>What a resolver throws to have an error of its own shown in the response (section 6.4.4).</summary>
public class GraphQLException : Exception
{
    /// <summary>Shows an error.</summary>
    public GraphQLException(GraphQLError error)
        : base(error.Message) => Error = error;

    /// <summary>Shows a message under a code.</summary>
    public GraphQLException(string code, string message)
        : this(new GraphQLError(code, message))
    {
    }

    /// <summary>The error. Its locations and path are filled in by the executor.</summary>
    public GraphQLError Error { get; }
}
