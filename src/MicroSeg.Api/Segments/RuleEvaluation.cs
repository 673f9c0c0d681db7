using System.Globalization;
using System.Text.Json;
using MicroSeg.Api.Audience;
using MicroSeg.Api.Segments.Lists;
using MicroSeg.Audience.Bitmaps;
using MicroSeg.Audience.Evaluation;
using MicroSeg.Audience.Rules;

namespace MicroSeg.Api.Segments;

/// <summary>Reads, compiles and evaluates rules that are not saved, together with the segments that they name.</summary>
internal sealed class RuleEvaluation(LiveAudience audience, SegmentCatalog catalog, UnsavedRules rules, EvaluationOptions options, ISegmentPasts pasts)
{
    // No segment's key can begin so, and none is hidden by a rule.
    private const string KeyPrefix = "$rule";

    /// <summary>Reads a rule by what is known now.</summary>
    public Task<RuleReading> ReadAsync(JsonElement json, CancellationToken cancellationToken) =>
        rules.TryReadAsync(json, [.. catalog.Segments.Where(s => s.Value.Previewed is not null).Select(s => s.Key)], cancellationToken);

    /// <summary>Reads and compiles a rule.</summary>
    /// <exception cref="Web.ApiException">400 with every finding.</exception>
    public async Task<CompiledRule> CompileAsync(JsonElement json, CancellationToken cancellationToken)
    {
        var reading = await ReadAsync(json, cancellationToken);
        var rule = reading.Rule ?? throw SegmentErrors.InvalidRule(reading.Findings);
        var (plan, given) = await CompileAsync([new SegmentDefinition(KeyOf(0), rule) { Json = json }], cancellationToken);
        return new CompiledRule(plan, plan.IndexOf(KeyOf(0)), rule, given);
    }

    /// <summary>Evaluates rules together over all customers, exactly.</summary>
    /// <returns>Whom each rule holds for, in the order of the rules.</returns>
    public async Task<CustomerSet[]> EvaluateAsync(IReadOnlyList<SegmentRule> unsaved, DateTimeOffset asOf, CancellationToken cancellationToken)
    {
        if (unsaved.Count == 0)
            return [];
        var (plan, given) = await CompileAsync([.. unsaved.Select((rule, i) => new SegmentDefinition(KeyOf(i), rule))], cancellationToken);
        var sets = await Task.Run(() => PageEvaluator.Evaluate(plan, audience.Index, asOf, given, cancellationToken), cancellationToken);
        return [.. unsaved.Select((_, i) => sets[plan.IndexOf(KeyOf(i))])];
    }

    private async Task<(RulePlan Plan, EvaluationOptions Given)> CompileAsync(List<SegmentDefinition> unsaved, CancellationToken cancellationToken)
    {
        var segments = catalog.Segments;
        var definitions = UnsavedRules.WithNamed(unsaved, key => segments.GetValueOrDefault(key) is { Previewed: { } rule } segment ? new SegmentDefinition(key, rule) { Json = segment.RuleJson } : null);
        var past = await pasts.OfAsync([.. definitions.Select(d => d.Rule.References)], cancellationToken);
        return (RulePlan.Compile(audience.Index.Schema, definitions), options with { Facts = new ListFacts(key => segments.GetValueOrDefault(key), past) });
    }

    private static string KeyOf(int index) => string.Create(CultureInfo.InvariantCulture, $"{KeyPrefix}{index}");
}

/// <summary>A rule that is not saved, ready to be evaluated.</summary>
/// <param name="Plan">The plan of the rule and of the segments that it names.</param>
/// <param name="Segment">The rule's index in the plan.</param>
/// <param name="Rule">The rule.</param>
/// <param name="Options">What its evaluation takes as given.</param>
internal sealed record CompiledRule(RulePlan Plan, int Segment, SegmentRule Rule, EvaluationOptions Options);
