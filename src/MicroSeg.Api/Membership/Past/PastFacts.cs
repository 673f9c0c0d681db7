using System.Collections.Immutable;
using MicroSeg.Api.Segments;
using MicroSeg.Api.Storage;
using MicroSeg.Audience.Bitmaps;
using MicroSeg.Audience.Evaluation;
using MicroSeg.Audience.Rules;
using Microsoft.EntityFrameworkCore;

namespace MicroSeg.Api.Membership.Past;

/// <summary>Reads from the history what rules ask of the past of segments, before they are evaluated.</summary>
internal sealed class PastFacts(Lazy<PastMemberships> memberships, Lazy<LiveEdges> edges, MembershipFacts facts, IDbContextFactory<MicroSegDbContext> store, TimeProvider time) : ISegmentPasts
{
    public async Task<ISegmentFacts> OfAsync(IReadOnlyCollection<RuleReferences> rules, CancellationToken cancellationToken)
    {
        var (now, asOf) = (time.GetUtcNow(), edges.Value.Take().State.AsOf);
        var sets = await MembersAsync(rules.SelectMany(r => r.Instants), now > asOf ? now : asOf, facts.Past, cancellationToken);
        var exits = ImmutableDictionary.CreateBuilder<string, MemberTimes>(StringComparer.Ordinal);
        foreach (var key in rules.SelectMany(r => r.Pasts).Distinct(StringComparer.Ordinal))
        {
            if (edges.Value.Take().State.Find(key) is { Exits: null })
                exits[key] = await ExitsAsync(key, cancellationToken);
        }

        return new Facts(facts, sets, exits.ToImmutable());
    }

    /// <summary>Who belonged to segments at those instants that lie before another; what is known already is not read again.</summary>
    public async Task<ImmutableDictionary<(string Segment, long Seconds), CustomerSet>> MembersAsync(
        IEnumerable<(string Segment, long Seconds)> instants,
        DateTimeOffset before,
        ImmutableDictionary<(string Segment, long Seconds), CustomerSet> known,
        CancellationToken cancellationToken)
    {
        var sets = ImmutableDictionary.CreateBuilder<(string, long), CustomerSet>();
        foreach (var (segment, seconds) in instants.Distinct())
        {
            if (known.TryGetValue((segment, seconds), out var set))
                sets[(segment, seconds)] = set;
            else if (seconds < before.ToUnixTimeSeconds())
                sets[(segment, seconds)] = (await memberships.Value.MembersAtAsync(segment, DateTimeOffset.FromUnixTimeSeconds(seconds), cancellationToken)).Members;
        }

        return sets.ToImmutable();
    }

    /// <summary>When those who are no members any more last left a segment, as far back as the history goes.</summary>
    public async Task<MemberTimes> ExitsAsync(string segment, CancellationToken cancellationToken)
    {
        var edge = edges.Value.Take();
        await using var db = await store.CreateDbContextAsync(cancellationToken);
        var exits = await db.ReadTogetherAsync(async _ =>
        {
            var left = new LastExits();
            await foreach (var page in db.Set<HistoryPage>().AsNoTracking().Where(p => p.Segment == segment).OrderBy(p => p.Month).AsAsyncEnumerable().WithCancellation(cancellationToken))
                left.Add(page);
            await foreach (var row in db.Set<MembershipLogEntry>().AsNoTracking().Where(e => e.Segment == segment && e.At < edge.From).OrderBy(e => e.At).ThenBy(e => e.Id)
                .AsAsyncEnumerable().WithCancellation(cancellationToken))
            {
                left.Add(row.ToTransition());
            }

            return left;
        }, cancellationToken);
        foreach (var transition in edge.RecentOf(segment))
            exits.Add(transition);
        return exits.ToTimes();
    }

    private sealed class Facts(
        MembershipFacts live,
        ImmutableDictionary<(string Segment, long Seconds), CustomerSet> sets,
        ImmutableDictionary<string, MemberTimes> exits) : ISegmentFacts
    {
        public CustomerSet ListOf(string segment) => live.ListOf(segment);

        public CustomerSet MembersAt(string segment, long seconds) => sets.GetValueOrDefault((segment, seconds), CustomerSet.Empty);

        public ISegmentPast PastOf(string segment) =>
            exits.TryGetValue(segment, out var left) && live.PastOf(segment) is SegmentMembers { Exits: null } members ? members with { Exits = left } : live.PastOf(segment);
    }
}
