using System.Collections.Immutable;

namespace MicroSeg.GraphQL.TypeSystem;

/// <summary>A schema cannot be built, for all the reasons given.</summary>
public sealed class GraphQLSchemaException : Exception
{
    internal GraphQLSchemaException(ImmutableArray<GraphQLError> errors)
        : base(string.Join('\n', errors)) => Errors = errors;

    /// <summary>What is wrong; at least one error.</summary>
    public ImmutableArray<GraphQLError> Errors { get; }
}
