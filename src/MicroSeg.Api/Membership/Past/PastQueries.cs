using MicroSeg.Api.Audience;
using MicroSeg.Api.Segments;
using MicroSeg.Api.Web;

namespace MicroSeg.Api.Membership.Past;

/// <summary>Answers who belonged to a segment at an instant, in the words in which the present is answered. A segment that is gone answers on by its key.</summary>
internal sealed class PastQueries(PastMemberships past, LiveAudience audience, AudienceReader reader, SegmentCatalog catalog)
{
    /// <summary>A page of members from an ordinal on. Those who were erased since are counted, and not named.</summary>
    public async Task<MembersPage> PageAsync(string segmentKey, DateTimeOffset at, int limit, string? cursor, CancellationToken cancellationToken)
    {
        var then = await FindAsync(segmentKey, at, cancellationToken);
        var (items, next) = then.Members.Page(cursor, limit, ordinal => MemberOf(then, ordinal));
        return new MembersPage(segmentKey, then.Members.Count, then.At, items, next);
    }

    /// <summary>All members.</summary>
    public async Task<IEnumerable<Member>> AllAsync(string segmentKey, DateTimeOffset at, CancellationToken cancellationToken)
    {
        var then = await FindAsync(segmentKey, at, cancellationToken);
        return then.Members.Select(ordinal => MemberOf(then, ordinal)).OfType<Member>();
    }

    /// <summary>Whether one customer belonged to one segment.</summary>
    public async Task<MembershipAnswer> OfAsync(string segmentKey, string customerId, DateTimeOffset at, CancellationToken cancellationToken)
    {
        var then = await FindAsync(segmentKey, at, cancellationToken);
        var ordinal = (reader.Find(customerId) ?? throw MembershipErrors.NoCustomer(customerId)).Ordinal;
        return then.Members.Contains(ordinal)
            ? new MembershipAnswer(customerId, true, then.Since(ordinal), null, then.At)
            : new MembershipAnswer(customerId, false, null, null, then.At);
    }

    /// <exception cref="ApiException">404: there is no such segment and there never was one.</exception>
    public async Task ThrowIfUnknownAsync(string segmentKey, CancellationToken cancellationToken)
    {
        if (catalog.Find(segmentKey) is null && !await past.KnowsAsync(segmentKey, cancellationToken))
            throw SegmentErrors.NotFound(segmentKey);
    }

    private async Task<PastMembers> FindAsync(string segmentKey, DateTimeOffset at, CancellationToken cancellationToken)
    {
        await ThrowIfUnknownAsync(segmentKey, cancellationToken);
        return await past.MembersAtAsync(segmentKey, at, cancellationToken);
    }

    private Member? MemberOf(PastMembers then, int ordinal) => audience.Index.Keys.GetId(ordinal) is { } id ? new Member(id, then.Since(ordinal), null) : null;
}
