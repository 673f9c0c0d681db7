using System.Text.Json;
using MicroSeg.Audience.Schema;

namespace MicroSeg.Audience.Rules.Reading;

/// <summary>One reading of a rule: what is known, what has been found, how much of the limits is used up.</summary>
internal sealed class ReadState(AudienceSchema schema, RuleLimits limits, RuleNames names)
{
    private readonly List<RuleFinding> _findings = [];
    private int _nodes;
    private int _depth;

    public AudienceSchema Schema => schema;

    public RuleLimits Limits => limits;

    /// <summary>What the rule may name beyond the schema.</summary>
    public RuleNames Names => names;

    public IReadOnlyList<RuleFinding> Findings => _findings;

    public void Report(string code, string path, string message, string? suggestion = null) =>
        _findings.Add(new RuleFinding(code, path, suggestion is null ? message : $"{message}; did you mean \"{suggestion}\"?", suggestion));

    /// <summary>Reports that a JSON value is not what belongs here.</summary>
    public void ReportShape(JsonPlace place, string expected) => Report(RuleCodes.WrongShape, place.Path, $"found {place.Shown}, expected {expected}");

    /// <summary>Reports a name that is not known, with those that are.</summary>
    public void ReportUnknown(string code, string path, string what, string name, IReadOnlyCollection<string> known)
    {
        var list = known.Count == 0 ? "there are none" : $"known: {string.Join(", ", known.Take(40))}{(known.Count > 40 ? ", …" : "")}";
        Report(code, path, $"unknown {what} \"{Cut(name)}\" ({list})", NearestName.Of(name, known));
    }

    /// <summary>Reads one node of the tree, whatever its kind; null when something is wrong with it, which has been reported.</summary>
    public SegmentRule? ReadNode(JsonPlace place, ReadScope scope)
    {
        _nodes++;
        if (_nodes == limits.MaxNodes + 1)
            Report(RuleCodes.TooManyNodes, place.Path, $"the rule has more than {RuleText.Number(limits.MaxNodes)} nodes");
        if (_nodes > limits.MaxNodes)
            return null;
        if (_depth == limits.MaxDepth)
        {
            Report(RuleCodes.TooDeep, place.Path, $"nodes are nested more than {RuleText.Number(limits.MaxDepth)} deep");
            return null;
        }

        _depth++;
        var rule = ObjectReader.Open(this, place, "a condition, which is an object") is { } reader ? scope.Kinds.Read(this, reader, scope) : null;
        _depth--;
        return rule;
    }

    /// <summary>Reads an array of nodes; null when one of them is wrong.</summary>
    public ValueList<SegmentRule>? ReadNodes(JsonPlace place, ReadScope scope)
    {
        if (place.Json.ValueKind != JsonValueKind.Array)
        {
            ReportShape(place, "an array of conditions");
            return null;
        }

        var rules = new SegmentRule?[place.Json.GetArrayLength()];
        for (var i = 0; i < rules.Length && _nodes <= limits.MaxNodes; i++)
            rules[i] = ReadNode(place.Item(i), scope);
        return Array.TrueForAll(rules, r => r is not null) ? [.. rules!] : null;
    }

    private static string Cut(string text) => text.Length <= 64 ? text : text[..64] + "…";
}
