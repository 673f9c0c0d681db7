namespace MicroSeg.GraphQL.Validation;

/// <summary>Ends a validation early: with too many errors, or because it would be too much work.</summary>
internal sealed class ValidationAbortedException(GraphQLError error) : Exception(error.Message)
{
    public GraphQLError Error { get; } = error;
}
