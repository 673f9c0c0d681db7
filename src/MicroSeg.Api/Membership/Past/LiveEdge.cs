using MicroSeg.Api.Audience;

namespace MicroSeg.Api.Membership.Past;

/// <summary>Where the store's knowledge ends and this node's own begins, at one moment.</summary>
/// <param name="State">What is answered now.</param>
/// <param name="From">The store is asked for what happened before this instant, and <paramref name="Recent"/> for the rest.</param>
/// <param name="Recent">What happened since, and what is not written yet; in order.</param>
/// <param name="IsWhole">False when some of it had to be let go.</param>
internal sealed record LiveEdge(MembershipState State, DateTimeOffset From, IReadOnlyList<Transition> Recent, bool IsWhole)
{
    /// <summary>What happened to one segment since.</summary>
    public IEnumerable<Transition> RecentOf(string segment) => Recent.Where(t => t.Segment == segment);
}

/// <summary>Looks where the store's knowledge ends.</summary>
internal sealed class LiveEdges(MembershipEngine engine, MembershipJournal journal, LiveAudience audience)
{
    public LiveEdge Take()
    {
        lock (audience.Writer)
        {
            var recent = journal.Recent(out var from, out var isWhole);
            return new LiveEdge(engine.State, from, recent, isWhole);
        }
    }
}
