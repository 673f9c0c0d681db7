using System.Collections.Immutable;
using MicroSeg.Api.Segments;
using MicroSeg.Api.Segments.Editing;
using MicroSeg.Api.Storage;
using MicroSeg.Api.Web;
using MicroSeg.Audience.Bitmaps;
using MicroSeg.Audience.Rules;
using Microsoft.EntityFrameworkCore;

namespace MicroSeg.Api.Membership.DryRuns;

/// <summary>Says what another rule would do to a segment and to all that depends on it. It changes nothing.</summary>
internal sealed class DryRun(SegmentCatalog catalog, UnsavedRules rules, BeforeAndAfter evaluation, MembershipEngine engine, SegmentUsers users, IDbContextFactory<MicroSegDbContext> store)
{
    /// <summary>Other segments whose overlap is told.</summary>
    private const int MostOverlaps = 20;

    private readonly DryRunRequest.Validator _validator = new();

    public async Task<DryRunReply> RunAsync(string key, DryRunRequest request, CancellationToken cancellationToken)
    {
        SegmentKey.ThrowIfInvalid(key);
        _validator.ThrowIfInvalid(request, SegmentErrors.Invalid, "The rule cannot be tried as it is.");
        var segments = catalog.Segments;
        var rule = await ReadAsync(key, request, segments, cancellationToken);
        var affected = Affected(key, segments);
        var usersOf = Task.Run(() => UsersOfAsync(affected, cancellationToken), cancellationToken);
        var (asOf, before, after) = await evaluation.RunAsync(affected, rule, segments, cancellationToken);
        var (was, will) = (before[0], after[0]);
        var current = segments.GetValueOrDefault(key);
        return new DryRunReply(
            key,
            asOf,
            new DryRunSide(was.Count, current?.Rule is null ? null : current.Definition?.Describe()),
            new DryRunSide(will.Count, rule.Describe()),
            Part(will.AndNot(was)),
            Part(was.AndNot(will)),
            Part(was.And(will)),
            [.. affected.Select((dependent, i) => Dependent(dependent, before[i], after[i])).Skip(1)],
            await usersOf,
            Overlaps(affected, before, after));
    }

    private async Task<SegmentRule> ReadAsync(string key, DryRunRequest request, ImmutableSortedDictionary<string, LiveSegment> segments, CancellationToken cancellationToken)
    {
        if (segments.GetValueOrDefault(key) is { Kind: SegmentKind.List })
            throw SegmentErrors.KindIsFixed(key, SegmentKind.List);

        // Those that cannot be used are taken for unknown, and those that are out of service are told as such.
        string[] known = [.. segments.Where(s => s.Value.Rule is not null || !s.Value.Status.IsInService()).Select(s => s.Key).Append(key).Distinct(StringComparer.Ordinal)];
        var rule = await rules.ReadAsync(request.Rule!.Value, known, cancellationToken);
        RuleCheck.ThrowIfUnfit(key, SegmentStatus.Active, rule, segments.Where(s => s.Key != key)
            .ToDictionary(s => s.Key, s => new RuleCheck.Named(s.Value.Status, [.. s.Value.Definition?.References.Segments ?? []]), StringComparer.Ordinal));
        return rule;
    }

    /// <summary>The segment, then those that name it, directly or not, in the order of their keys.</summary>
    private static List<string> Affected(string key, ImmutableSortedDictionary<string, LiveSegment> segments)
    {
        var affected = new SortedSet<string>(StringComparer.Ordinal) { key };
        bool grows;
        do
        {
            grows = false;
            foreach (var user in segments.Values.Where(s => s.Rule?.References.Segments.Any(affected.Contains) == true))
                grows |= affected.Add(user.Key);
        }
        while (grows);

        return [key, .. affected.Where(k => k != key)];
    }

    private async Task<IReadOnlyList<DryRunUser>> UsersOfAsync(List<string> affected, CancellationToken cancellationToken)
    {
        await using var db = await store.CreateDbContextAsync(cancellationToken);
        var found = new List<(SegmentUser User, string Segment)>();
        foreach (var segment in affected)
            found.AddRange((await users.OfAsync(db, segment, cancellationToken)).Where(u => u.Kind != SegmentsUsingSegments.Kind).Select(u => (u, segment)));
        return [.. found.GroupBy(f => f.User).Select(g => new DryRunUser(g.Key.Kind, g.Key.Key, [.. g.Select(f => f.Segment)]))];
    }

    private DryRunPart Part(CustomerSet customers) => new(customers.Count, rules.Sample(customers));

    private static DryRunDependent Dependent(string key, CustomerSet before, CustomerSet after)
    {
        var staying = before.AndCount(after);
        return new DryRunDependent(key, after.Count - staying, before.Count - staying, staying);
    }

    private List<DryRunOverlap> Overlaps(List<string> affected, CustomerSet[] before, CustomerSet[] after)
    {
        var overlaps = new List<DryRunOverlap>();
        foreach (var other in engine.State.Segments.Where(s => s.Key != affected[0]))
        {
            var at = affected.IndexOf(other.Key);
            var (was, will) = at < 0 ? (other.Members, other.Members) : (before[at], after[at]);
            overlaps.Add(new DryRunOverlap(other.Key, before[0].AndCount(was), after[0].AndCount(will)));
        }

        return [.. overlaps.Where(o => o.Before + o.After > 0).OrderByDescending(o => Math.Max(o.Before, o.After)).ThenBy(o => o.Segment, StringComparer.Ordinal).Take(MostOverlaps)];
    }
}
