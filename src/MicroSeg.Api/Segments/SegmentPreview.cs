using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using FluentValidation;
using MicroSeg.Api.Audience;
using MicroSeg.Api.Schema;
using MicroSeg.Api.Web;
using MicroSeg.Audience.Bitmaps;
using MicroSeg.Audience.Evaluation;
using MicroSeg.Audience.Rules;

namespace MicroSeg.Api.Segments;

/// <summary>Says exactly who would belong to a rule that is not saved.</summary>
internal sealed class SegmentPreview(LiveAudience audience, SegmentCatalog catalog, SchemaCatalog schemas, EvaluationOptions options, TimeProvider time)
{
    /// <summary>Ids in an answer's sample.</summary>
    private const int SampleSize = 10;

    // No segment's key can begin so, and none is hidden by a rule.
    private const string PreviewKey = "$preview";

    private readonly PreviewRequest.Validator _validator = new();

    public async Task<SegmentPreviewResponse> RunAsync(PreviewRequest request, CancellationToken cancellationToken)
    {
        _validator.ThrowIfInvalid(request, SegmentErrors.Invalid, "The rule cannot be previewed as it is.");
        var reading = await ReadAsync(request.Rule!.Value, cancellationToken);
        var rule = reading.Rule ?? throw SegmentErrors.InvalidRule(reading.Findings);
        var asOf = request.AsOf ?? time.GetUtcNow();
        var members = (await EvaluateAsync([rule], asOf, cancellationToken))[0];
        return new SegmentPreviewResponse(members.Count, asOf, Sample(members), rule.Describe());
    }

    /// <summary>Evaluates rules together, exactly.</summary>
    /// <returns>Whom each rule holds for, in the order of the rules.</returns>
    public async Task<CustomerSet[]> EvaluateAsync(IReadOnlyList<SegmentRule> rules, DateTimeOffset asOf, CancellationToken cancellationToken)
    {
        if (rules.Count == 0)
            return [];
        var plan = RulePlan.Compile(audience.Index.Schema, Definitions(rules));
        var sets = await Task.Run(() => PageEvaluator.Evaluate(plan, audience.Index, asOf, options, cancellationToken), cancellationToken);
        return [.. rules.Select((_, i) => sets[plan.IndexOf(KeyOf(i))])];
    }

    /// <summary>Reads a rule by what is known now.</summary>
    public async Task<RuleReading> ReadAsync(JsonElement json, CancellationToken cancellationToken)
    {
        var segments = catalog.Segments;
        string[] usable = [.. segments.Where(s => s.Value.Rule is not null).Select(s => s.Key)];
        var reading = RuleReader.Read(json, audience.Index.Schema, usable);
        if (!reading.IsValid)
        {
            // Something that was defined just now may not have come through yet.
            var schema = await schemas.LoadAsync(cancellationToken);
            audience.Adopt(schema);
            reading = RuleReader.Read(json, schema, usable);
        }

        return reading;
    }

    private static string KeyOf(int index) => string.Create(CultureInfo.InvariantCulture, $"{PreviewKey}{index}");

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

    /// <summary>Some members, spread evenly over all, the same ones for the same members.</summary>
    private List<string> Sample(CustomerSet members)
    {
        var count = Math.Min(SampleSize, members.Count);
        return [.. Enumerable.Range(0, count).Select(i => audience.Index.Keys.GetId(members.Select((int)((long)i * members.Count / count)))).OfType<string>()];
    }
}

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
