using System.Text.Json;
using System.Text.Json.Serialization;
using FluentValidation;
using MicroSeg.Api.Audience;
using MicroSeg.Api.Rfm;
using MicroSeg.Api.Schema;
using MicroSeg.Api.Web;
using MicroSeg.Audience.Bitmaps;
using MicroSeg.Audience.Evaluation;
using MicroSeg.Audience.Rules;

namespace MicroSeg.Api.Segments;

/// <summary>Says exactly who would belong to a rule that is not saved.</summary>
internal sealed class SegmentPreview(LiveAudience audience, SegmentCatalog catalog, SchemaCatalog schemas, RfmCatalog models, EvaluationOptions options, ISegmentPasts pasts, TimeProvider time)
{
    /// <summary>Ids in an answer's sample.</summary>
    private const int SampleSize = 10;

    // No segment can have this key, so none is hidden by the rule.
    private const string PreviewKey = "$preview";

    private readonly PreviewRequest.Validator _validator = new();

    public async Task<SegmentPreviewResponse> RunAsync(PreviewRequest request, CancellationToken cancellationToken)
    {
        _validator.ThrowIfInvalid(request, SegmentErrors.Invalid, "The rule cannot be previewed as it is.");
        var (plan, segment, rule, facts) = await CompileAsync(request.Rule!.Value, cancellationToken);
        var asOf = request.AsOf ?? time.GetUtcNow();
        var sets = await Task.Run(() => PageEvaluator.Evaluate(plan, audience.Index, asOf, facts, cancellationToken), cancellationToken);
        return new SegmentPreviewResponse(sets[segment].Count, asOf, Sample(sets[segment]), rule.Describe());
    }

    /// <summary>Compiles a rule that is not saved, with the segments that it names.</summary>
    /// <exception cref="ApiException">400 with every finding.</exception>
    public async Task<CompiledRule> CompileAsync(JsonElement json, CancellationToken cancellationToken)
    {
        var rule = await ReadAsync(json, cancellationToken);
        var definitions = Definitions(rule, json);
        var plan = RulePlan.Compile(audience.Index.Schema, definitions);
        var facts = await pasts.OfAsync([.. definitions.Select(d => d.Rule.References)], cancellationToken);
        return new CompiledRule(plan, plan.IndexOf(PreviewKey), rule, options with { Facts = facts });
    }

    private async Task<SegmentRule> ReadAsync(JsonElement json, CancellationToken cancellationToken)
    {
        var segments = catalog.Segments;
        string[] usable = [.. segments.Where(s => s.Value.Rule is not null).Select(s => s.Key)];
        var reading = RuleReader.Read(json, audience.Index.Schema, new RuleNames(usable, catalog.Models));
        if (!reading.IsValid)
        {
            // Something that was defined just now may not have come through yet.
            var schema = await schemas.LoadAsync(cancellationToken);
            audience.Adopt(schema);
            reading = RuleReader.Read(json, schema, new RuleNames(usable, await models.ReadAsync(cancellationToken)));
        }

        return reading.Rule ?? throw SegmentErrors.InvalidRule(reading.Findings);
    }

    /// <summary>The rule, and the segments that it names, directly or not.</summary>
    private List<SegmentDefinition> Definitions(SegmentRule rule, JsonElement json)
    {
        var definitions = new Dictionary<string, SegmentDefinition>(StringComparer.Ordinal) { [PreviewKey] = new(PreviewKey, rule) { Json = json } };
        var open = new Queue<string>(rule.References.Segments);
        while (open.TryDequeue(out var key))
        {
            if (definitions.ContainsKey(key) || catalog.Find(key) is not { Rule: { } named } segment)
                continue;
            definitions.Add(key, new SegmentDefinition(key, named) { Json = segment.RuleJson });
            foreach (var next in named.References.Segments)
                open.Enqueue(next);
        }

        return [.. definitions.Values];
    }

    /// <summary>Some members, spread evenly over all, the same ones for the same members.</summary>
    private List<string> Sample(CustomerSet members)
    {
        var count = Math.Min(SampleSize, members.Count);
        return [.. Enumerable.Range(0, count).Select(i => audience.Index.Keys.GetId(members.Select((int)((long)i * members.Count / count)))).OfType<string>()];
    }
}

/// <summary>A rule that is not saved, ready to be evaluated.</summary>
/// <param name="Plan">The plan of the rule and of the segments that it names.</param>
/// <param name="Segment">The rule's index in the plan.</param>
/// <param name="Rule">The rule.</param>
/// <param name="Options">What its evaluation takes as given.</param>
internal sealed record CompiledRule(RulePlan Plan, int Segment, SegmentRule Rule, EvaluationOptions Options);

/// <summary>A rule to be previewed.</summary>
/// <param name="Rule">Who would belong.</param>
/// <param name="AsOf">The instant of the evaluation, past or future, with what is known now; the present unless given.</param>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed record PreviewRequest(JsonElement? Rule, DateTimeOffset? AsOf = null)
{
    internal sealed class Validator : AbstractValidator<PreviewRequest>
    {
        public Validator() => RuleFor(r => r.Rule).NotNull().WithMessage("A preview needs a rule.");
    }
}

/// <summary>Who would belong to a rule.</summary>
/// <param name="Count">How many, exactly.</param>
/// <param name="AsOf">The instant that this is true of.</param>
/// <param name="Sample">The ids of some of them.</param>
/// <param name="Describe">The rule as a sentence.</param>
internal sealed record SegmentPreviewResponse(int Count, DateTimeOffset AsOf, IReadOnlyList<string> Sample, string Describe);
