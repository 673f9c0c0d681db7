using System.Collections.Immutable;
using MicroSeg.Api.Audience;
using MicroSeg.Api.Segments;
using MicroSeg.Api.Segments.Lists;
using MicroSeg.Audience.Bitmaps;
using MicroSeg.Audience.Evaluation;
using MicroSeg.Audience.Rules;

namespace MicroSeg.Api.Membership.DryRuns;

/// <summary>Evaluates some segments as they are and as they would be, in one pass and as of one instant.</summary>
internal sealed class BeforeAndAfter(LiveAudience audience, SegmentCatalog catalog, EvaluationOptions options, ISegmentPasts pasts, TimeProvider time)
{
    /// <summary>Evaluates segments with one rule replaced.</summary>
    /// <param name="keys">The segment whose rule is replaced, which need not be there yet, and those that name it, directly or not.</param>
    /// <param name="rule">Its rule as it would be.</param>
    /// <param name="segments">The definitions.</param>
    /// <param name="cancellationToken">Stops.</param>
    /// <returns>The instant, and the members of each of <paramref name="keys"/>; none for what is not in service.</returns>
    public async Task<(DateTimeOffset AsOf, CustomerSet[] Before, CustomerSet[] After)> RunAsync(
        IReadOnlyList<string> keys, SegmentRule rule, ImmutableSortedDictionary<string, LiveSegment> segments, CancellationToken cancellationToken)
    {
        var schema = audience.Index.Schema;
        var present = keys.Select(segments.GetValueOrDefault).Where(s => s?.Rule is not null).Select(s => new SegmentDefinition(s!.Key, s.Rule!));
        var future = keys.Skip(1).Select(k => AsItWouldBe(segments[k], keys)).Prepend(new SegmentDefinition(NamesToBe.Of(keys[0]), rule));
        var definitions = UnsavedRules.WithNamed(present.Concat(future), key => segments.GetValueOrDefault(key)?.Rule is { } named ? new SegmentDefinition(key, named) : null);
        var plan = RulePlan.Compile(schema, definitions);

        // The past is asked for under the keys that segments have.
        var past = await pasts.OfAsync([rule.References, .. definitions.Where(d => NamesToBe.KeyOf(d.Key) == d.Key).Select(d => d.Rule.References)], cancellationToken);
        var facts = new ListFacts(key => segments.GetValueOrDefault(key), past);
        var asOf = time.GetUtcNow();
        var sets = await Task.Run(() => PageEvaluator.Evaluate(plan, audience.Index, asOf, options with { Facts = new Facts(facts) }, cancellationToken), cancellationToken);
        CustomerSet Of(string name) => plan.IndexOf(name) is >= 0 and var index ? sets[index] : CustomerSet.Empty;
        return (asOf, [.. keys.Select(Of)], [.. keys.Select(k => Of(NamesToBe.Of(k)))]);
    }

    private SegmentDefinition AsItWouldBe(LiveSegment dependent, IReadOnlyList<string> changed)
    {
        // One that is served by an earlier rule, because its present one cannot be read, stays as it is.
        var rule = RuleReader.Read(NamesToBe.Rewrite(dependent.Json!.Value, changed), audience.Index.Schema, new RuleNames(Models: catalog.Models)).Rule ?? dependent.Rule!;
        return new SegmentDefinition(NamesToBe.Of(dependent.Key), rule);
    }

    /// <summary>The past of a segment is the same whatever it would be.</summary>
    private sealed class Facts(ListFacts facts) : ISegmentFacts
    {
        public CustomerSet ListOf(string segment) => facts.ListOf(segment);

        public CustomerSet MembersAt(string segment, long seconds) => facts.MembersAt(NamesToBe.KeyOf(segment), seconds);

        public ISegmentPast PastOf(string segment) => facts.PastOf(NamesToBe.KeyOf(segment));
    }
}
