using System.Collections.Immutable;

namespace MicroSeg.GraphQL;

/// <summary>One entry of a response's <c>errors</c> (section 7.1.2).</summary>
/// <param name="Code">A stable code; a constant of <see cref="GraphQLErrorCodes"/> or of the rule that reports it.</param>
/// <param name="Message">What is wrong, for the developer who wrote the document.</param>
public sealed record GraphQLError(string Code, string Message)
{
    /// <summary>The places in the document; empty where no place is at fault.</summary>
    public ImmutableArray<SourceLocation> Locations { get; init; } = [];

    /// <summary>The response keys and list indexes that lead to the field at fault; empty for errors of the whole request.</summary>
    public ImmutableArray<object> Path { get; init; } = [];

    /// <summary>What else goes to the response's <c>extensions</c>, beside the code.</summary>
    public ImmutableDictionary<string, object?> Extensions { get; init; } = ImmutableDictionary<string, object?>.Empty;

    /// <summary>The code, the places and the message.</summary>
    public override string ToString() => $"{Code} [{string.Join(", ", Locations)}] {Message}";
}
