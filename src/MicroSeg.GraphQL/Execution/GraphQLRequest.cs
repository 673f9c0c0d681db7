using System.Collections.Frozen;
using System.Security.Claims;

namespace MicroSeg.GraphQL.Execution;

/// <summary>What one execution is given beside its document (section 6.1).</summary>
public sealed record GraphQLRequest
{
    /// <summary>The operation to execute; null if the document has only one.</summary>
    public string? OperationName { get; init; }

    /// <summary>Values of variables: strings, bools, ints, longs, doubles, and lists and dictionaries of such.</summary>
    public IReadOnlyDictionary<string, object?> Variables { get; init; } = FrozenDictionary<string, object?>.Empty;

    /// <summary>The value whose fields the root fields are; null by default.</summary>
    public object? RootValue { get; init; }

    /// <summary>Where resolvers find services. A request has its own scope.</summary>
    public IServiceProvider Services { get; init; } = NoServices.Instance;

    /// <summary>Who asks.</summary>
    public ClaimsPrincipal User { get; init; } = new(new ClaimsIdentity());

    private sealed class NoServices : IServiceProvider
    {
        public static NoServices Instance { get; } = new();

        public object? GetService(Type serviceType) => null;
    }
}
