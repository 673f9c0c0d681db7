using MicroSeg.Audience.Bitmaps;
using MicroSeg.Audience.Index;

namespace MicroSeg.Api.Audiences.Sets;

/// <summary>What a set expression is evaluated against, all of one moment. Each node is evaluated once.</summary>
/// <param name="everyone">Every customer.</param>
/// <param name="keys">The customers' ids.</param>
/// <param name="members">The members of each segment that the expression names.</param>
/// <param name="rules">Whom each rule holds for, by its leaf's path.</param>
internal sealed class SetWorld(CustomerSet everyone, CustomerKeys keys, IReadOnlyDictionary<string, CustomerSet> members, IReadOnlyDictionary<string, CustomerSet> rules)
{
    private readonly Dictionary<string, CustomerSet> _known = new(StringComparer.Ordinal);

    public CustomerSet Everyone => everyone;

    public CustomerKeys Keys => keys;

    public IReadOnlyDictionary<string, CustomerSet> Members => members;

    public IReadOnlyDictionary<string, CustomerSet> Rules => rules;

    /// <summary>Who a node stands for.</summary>
    public CustomerSet Of(SetNode node) => _known.TryGetValue(node.Path, out var set) ? set : _known[node.Path] = node.Evaluate(this);
}
