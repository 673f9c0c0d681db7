using System.Collections.Frozen;
using System.Text.Json.Nodes;
using MicroSeg.Audience.Rules.Reading;
using MicroSeg.Audience.Rules.Shapes;
using MicroSeg.Audience.Schema;

namespace MicroSeg.Audience.Rules.Conditions;

/// <summary>The kinds of nodes that may stand in one place. One line here and one file are what a new kind takes.</summary>
internal sealed class ConditionRegistry
{
    private static readonly ConditionKind[] Groups = [AllCondition.Kind, AnyCondition.Kind, NoneCondition.Kind, NotCondition.Kind];

    private readonly FrozenDictionary<string, ConditionKind> _kinds;

    /// <summary>Collects kinds.</summary>
    /// <exception cref="InvalidOperationException">Two have one key.</exception>
    internal ConditionRegistry(IEnumerable<ConditionKind> kinds)
    {
        var byKey = new Dictionary<string, ConditionKind>(StringComparer.Ordinal);
        foreach (var kind in kinds)
        {
            if (!byKey.TryAdd(kind.Key, kind))
                throw new InvalidOperationException($"Two kinds of conditions have the key \"{kind.Key}\".");
        }

        _kinds = byKey.ToFrozenDictionary(StringComparer.Ordinal);
    }

    /// <summary>What may be said of customers.</summary>
    public static ConditionRegistry Customers { get; } = new(
    [
        .. Groups, AtLeastCondition.Kind, AttributeCondition.Kind, EventCondition.Kind, SequenceCondition.Kind, SegmentCondition.Kind, RfmCondition.Kind, SampleCondition.Kind,
    ]);

    /// <summary>What may be said of events, within <c>where</c>.</summary>
    public static ConditionRegistry Events { get; } = new([.. Groups, PropertyCondition.Kind]);

    private IReadOnlyList<string> Keys => [.. _kinds.Keys.Order(StringComparer.Ordinal)];

    /// <summary>What nodes may look like: schemas that exclude each other.</summary>
    public IEnumerable<JsonObject> Shapes(ShapeScope scope) => Keys.SelectMany(key => _kinds[key].Shapes(scope));

    /// <summary>Reads a node by its one kind key; null when something is wrong with it, which has been reported.</summary>
    public SegmentRule? Read(ReadState state, ObjectReader reader, ReadScope scope)
    {
        var kinds = reader.Left.Where(_kinds.ContainsKey).ToArray();
        if (kinds.Length == 1)
        {
            var rule = _kinds[kinds[0]].Read(state, reader, scope);
            reader.Finish();
            return rule;
        }

        if (kinds.Length > 1)
        {
            state.Report(RuleCodes.SeveralKinds, reader.Place.Path, $"found the keys {string.Join(" and ", kinds)}, expected one of them: put the conditions into a list under \"all\"");
            return null;
        }

        var nearest = reader.Left.Select(key => NearestName.Of(key, _kinds.Keys)).FirstOrDefault(key => key is not null);
        var found = reader.Left.Count == 0 ? "no keys" : string.Join(", ", reader.Left.Take(8).Select(RuleText.Quote));
        state.Report(RuleCodes.NoKind, reader.Place.Path, $"found {found}, expected one of the keys {string.Join(", ", Keys)}", nearest);
        return null;
    }
}
