namespace MicroSeg.GraphQL.Language;

/// <summary>The exceptions that stop a parse.</summary>
internal static class SyntaxErrors
{
    public static GraphQLSyntaxException At(string source, int offset, string message)
        => At(GraphQLErrorCodes.Syntax, "Syntax Error: " + message, Location.PositionOf(source, offset));

    public static GraphQLSyntaxException At(string code, string message, SourceLocation location)
        => new(new GraphQLError(code, message) { Locations = [location] });

    public static GraphQLSyntaxException Unexpected(string source, Token token)
        => At(source, token.Start, $"Unexpected {token.Describe(source)}.");
}
