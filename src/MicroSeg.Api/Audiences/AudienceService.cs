using System.Text;
using MicroSeg.Api.Audience;
using MicroSeg.Api.Audiences.Sets;
using MicroSeg.Api.Membership;
using MicroSeg.Api.Membership.Past;
using MicroSeg.Api.Segments;
using MicroSeg.Api.Web;
using MicroSeg.Audience.Bitmaps;
using MicroSeg.Audience.Evaluation;
using MicroSeg.Audience.Hashing;
using MicroSeg.Audience.Rules;
using Microsoft.Extensions.Options;

namespace MicroSeg.Api.Audiences;

/// <summary>Finds who is in a set expression, all of it from one membership state.</summary>
internal sealed class AudienceService(
    LiveAudience audience,
    MembershipEngine engine,
    SegmentCatalog catalog,
    RuleEvaluation evaluation,
    PastMemberships past,
    IOptions<AudienceSetOptions> options,
    TimeProvider time)
{
    /// <summary>Finds who is in an audience.</summary>
    /// <param name="request">The expression and what is to be kept of it.</param>
    /// <param name="bound">The last whom the limit let in when the export began, whom it lets in again; null for a new beginning.</param>
    /// <param name="findings">What was found wrong with the request before; nothing is evaluated when there is anything.</param>
    /// <param name="cancellationToken">Ends the evaluation.</param>
    /// <exception cref="ApiException">400 with every finding.</exception>
    public async Task<ResolvedAudience> ResolveAsync(AudienceRequest request, SampleBound? bound, List<Finding> findings, CancellationToken cancellationToken)
    {
        request.Check(findings, time.GetUtcNow());
        var root = request.Set is { } set ? new SetReader(catalog, options.Value, findings).Read(new JsonPlace(set, "$.set")) : null;
        var rules = await ReadRulesAsync(root, findings, cancellationToken);
        var needsEveryone = request.At is not null || root?.All.Any(n => n is AllLeaf or NotNode) == true;
        var (state, everyone) = needsEveryone ? engine.TakeWithEveryone(audience) : (engine.State, CustomerSet.Empty);
        if (root is not null && request.At is null)
            findings.AddRange(root.All.OfType<SegmentLeaf>().Where(l => state.Find(l.Key) is null).Select(NotEvaluated));
        if (findings.Count > 0)
            throw AudienceErrors.NotUsable(findings);

        var asOf = request.At ?? state.AsOf;
        var segments = root!.All.OfType<SegmentLeaf>().Select(l => l.Key).Distinct(StringComparer.Ordinal).ToList();
        var members = new Dictionary<string, CustomerSet>(StringComparer.Ordinal);
        foreach (var key in segments)
            members.Add(key, request.At is { } at ? (await past.MembersAtAsync(key, at, cancellationToken)).Members : state.Find(key)!.Members);
        var evaluated = await evaluation.EvaluateAsync([.. rules.Values], asOf, cancellationToken);
        var world = new SetWorld(everyone, audience.Index.Keys, members, rules.Keys.Zip(evaluated).ToDictionary(r => r.First, r => r.Second, StringComparer.Ordinal));
        var found = world.Of(root);

        // Whoever was erased since is in the log, and nobody now.
        if (request.At is not null)
            found = found.And(everyone);
        (found, bound) = Keep(found, request, bound);
        return new ResolvedAudience(root, world, found, bound, state, asOf, VersionsOf(segments, rules.Values, state));
    }

    private (CustomerSet Kept, SampleBound? Bound) Keep(CustomerSet set, AudienceRequest request, SampleBound? bound)
    {
        var sample = new StableSample(audience.Index.Keys, request.Sample?.Salt ?? "");
        if (request.Sample is { Percent: < 100 } share)
            set = sample.Share(set, share.Buckets);
        if (bound is { } last)
            return (sample.UpTo(set, last), bound);
        return request.Limit is { } limit ? (sample.First(set, limit, out var reached), reached ?? SampleBound.Last) : (set, null);
    }

    private async Task<Dictionary<string, SegmentRule>> ReadRulesAsync(SetNode? root, List<Finding> findings, CancellationToken cancellationToken)
    {
        var rules = new Dictionary<string, SegmentRule>(StringComparer.Ordinal);
        foreach (var (leaf, i) in (root?.All ?? []).OfType<RuleLeaf>().Select((leaf, i) => (leaf, i)))
        {
            if (i == options.Value.MaxRules)
            {
                findings.Add(new Finding(leaf.Path, "audience.too_many_rules", $"the set has more than {options.Value.MaxRules} rules of its own; save some of them as segments"));
                break;
            }

            var reading = await evaluation.ReadAsync(leaf.Json, cancellationToken);
            findings.AddRange(reading.Findings.Select(f => SegmentErrors.FindingOf(f) with { Path = leaf.Path + f.Path.TrimStart('$') }));
            if (reading.Rule is { } rule)
                rules.Add(leaf.Path, rule);
        }

        return rules;
    }

    /// <summary>What the answer depends on: the segments, those that rules name, and those that these name.</summary>
    private ulong VersionsOf(IEnumerable<string> segments, IEnumerable<SegmentRule> rules, MembershipState state)
    {
        var met = new SortedSet<string>(StringComparer.Ordinal);
        var open = new Queue<string>(segments.Concat(rules.SelectMany(r => r.References.Segments)));
        while (open.TryDequeue(out var key))
        {
            if (!met.Add(key))
                continue;
            foreach (var named in catalog.Find(key)?.Rule?.References.Segments ?? [])
                open.Enqueue(named);
        }

        return XxHash64.Hash(Encoding.UTF8.GetBytes(string.Join(' ', met.Select(key => $"{key}@{state.Find(key)?.Version}"))));
    }

    private static Finding NotEvaluated(SegmentLeaf leaf) =>
        new(leaf.Path, "segment.not_evaluated", $"segment \"{leaf.Key}\" has not been evaluated: it was saved just now, or its rule cannot be compiled");
}
