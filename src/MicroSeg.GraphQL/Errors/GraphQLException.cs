using System.Collections.Immutable;

namespace MicroSeg.GraphQL;

/// <summary>What a resolver throws to have an error of its own shown in the response (section 6.4.4).</summary>
public class GraphQLException : Exception
{
    /// <summary>Shows errors.</summary>
    public GraphQLException(params ReadOnlySpan<GraphQLError> errors)
        : base(string.Join("; ", errors.ToArray().Select(error => error.Message))) => Errors = [.. errors];

    /// <summary>Shows a message under a code.</summary>
    public GraphQLException(string code, string message)
        : this(new GraphQLError(code, message))
    {
    }

    /// <summary>The errors. Their locations and paths are filled in by the executor.</summary>
    public ImmutableArray<GraphQLError> Errors { get; }
}
