using System.Collections.Frozen;

namespace MicroSeg.Api.Audiences.Sets;

/// <summary>A kind of node.</summary>
/// <param name="Name">The key that tells it.</param>
/// <param name="Read">Reads the key's value; null when something is wrong with it, which has been reported.</param>
internal sealed record SetKind(string Name, Func<SetReader, JsonPlace, SetNode?> Read)
{
    private static readonly FrozenDictionary<string, SetKind> ByName = new[]
    {
        SegmentLeaf.Kind, AllLeaf.Kind, RuleLeaf.Kind, CustomersLeaf.Kind, AndNode.Kind, OrNode.Kind, NotNode.Kind, AndNotNode.Kind,
    }.ToFrozenDictionary(k => k.Name, StringComparer.Ordinal);

    /// <summary>The names of all kinds.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. ByName.Keys.Order(StringComparer.Ordinal)];

    public static SetKind? Find(string name) => ByName.GetValueOrDefault(name);
}
