using System.Globalization;
using System.Text.Json;
using MicroSeg.Api.Audience;
using MicroSeg.Api.Schema;
using MicroSeg.Audience.Bitmaps;
using MicroSeg.Audience.Evaluation;
using MicroSeg.Audience.Rules;

namespace MicroSeg.Api.Segments;

/// <summary>Reads and evaluates rules that are not saved.</summary>
internal sealed class RuleEvaluation(LiveAudience audience, SegmentCatalog catalog, SchemaCatalog schemas, EvaluationOptions options)
{
    // No segment's key can begin so, and none is hidden by a rule.
    private const string KeyPrefix = "$rule";

    /// <summary>Reads a rule by what is known now.</summary>
    public async Task<RuleReading> ReadAsync(JsonElement json, CancellationToken cancellationToken)
    {
        var segments = catalog.Segments;
        string[] usable = [.. segments.Where(s => s.Value.Rule is not null).Select(s => s.Key)];
        var reading = RuleReader.Read(json, audience.Index.Schema, usable);
        if (reading.IsValid)
            return reading;

        // Something that was defined just now may not have come through yet.
        var schema = await schemas.LoadAsync(cancellationToken);
        audience.Adopt(schema);
        return RuleReader.Read(json, schema, usable);
    }

    /// <summary>Evaluates rules together over all customers, exactly.</summary>
    /// <returns>Whom each rule holds for, in the order of the rules.</returns>
    public async Task<CustomerSet[]> EvaluateAsync(IReadOnlyList<SegmentRule> rules, DateTimeOffset asOf, CancellationToken cancellationToken)
    {
        if (rules.Count == 0)
            return [];
        var plan = RulePlan.Compile(audience.Index.Schema, Definitions(rules));
        var sets = await Task.Run(() => PageEvaluator.Evaluate(plan, audience.Index, asOf, options, cancellationToken), cancellationToken);
        return [.. rules.Select((_, i) => sets[plan.IndexOf(KeyOf(i))])];
    }

    private static string KeyOf(int index) => string.Create(CultureInfo.InvariantCulture, $"{KeyPrefix}{index}");

    /// <summary>The rules, and the segments that they name, directly or not.</summary>
    private List<SegmentDefinition> Definitions(IReadOnlyList<SegmentRule> rules)
    {
        var definitions = rules.Select((rule, i) => new SegmentDefinition(KeyOf(i), rule)).ToDictionary(d => d.Key, StringComparer.Ordinal);
        var open = new Queue<string>(rules.SelectMany(r => r.References.Segments));
        while (open.TryDequeue(out var key))
        {
            if (definitions.ContainsKey(key) || catalog.Find(key)?.Rule is not { } named)
                continue;
            definitions.Add(key, new SegmentDefinition(key, named));
            foreach (var next in named.References.Segments)
                open.Enqueue(next);
        }

        return [.. definitions.Values];
    }
}
