using MicroSeg.Api.Audience;
using MicroSeg.Api.Segments;
using MicroSeg.Api.Web;
using MicroSeg.Audience.Evaluation;

namespace MicroSeg.Api.Membership;

/// <summary>Answers who belongs to what, in memory, each answer from one state.</summary>
internal sealed class MembershipQueries(LiveAudience audience, MembershipEngine engine, AudienceReader reader, SegmentCatalog catalog, EvaluationOptions options)
{
    private readonly CustomerEvaluator _evaluator = new(options);

    /// <summary>A page of members from an ordinal on.</summary>
    public MembersPage Page(string segmentKey, int limit, string? cursor)
    {
        var (state, segment) = Find(segmentKey);
        var (items, next) = segment.Members.Page(cursor, limit, ordinal => MemberOf(state, segment, ordinal));
        return new MembersPage(segmentKey, segment.Members.Count, state.AsOf, items, next);
    }

    /// <summary>All members of one moment.</summary>
    public (DateTimeOffset AsOf, IEnumerable<Member> Members) All(string segmentKey)
    {
        var (state, segment) = Find(segmentKey);
        return (state.AsOf, segment.Members.Select(ordinal => MemberOf(state, segment, ordinal)).OfType<Member>());
    }

    /// <summary>The state in which a segment is answered.</summary>
    /// <exception cref="ApiException">404: there is none; 409: it has not been evaluated.</exception>
    public MembershipState StateOf(string segmentKey) => Find(segmentKey).State;

    /// <summary>Whether one customer belongs to one segment.</summary>
    public MembershipAnswer Of(string segmentKey, string customerId)
    {
        Find(segmentKey);
        var customer = FindCustomer(customerId);
        return customer.IsMember(segmentKey)
            ? new MembershipAnswer(customerId, true, customer.Since(segmentKey), ContextJson.Of(customer.ContextOf(segmentKey)), customer.AsOf)
            : new MembershipAnswer(customerId, false, null, null, customer.AsOf);
    }

    /// <summary>The segments of one customer.</summary>
    public CustomerSegments SegmentsOf(string customerId)
    {
        var customer = FindCustomer(customerId);
        return new CustomerSegments(customerId, customer.AsOf, [.. customer.Segments.Select(key =>
            new CustomerSegment(key, customer.Since(key), ContextJson.Of(customer.ContextOf(key))))]);
    }

    private CustomerView FindCustomer(string id) => reader.Find(id) ?? throw MembershipErrors.NoCustomer(id);

    private (MembershipState State, SegmentMembers Segment) Find(string key)
    {
        var state = engine.State;
        return state.Find(key) is { } segment ? (state, segment) : throw SegmentErrors.NotServed(key, catalog.Find(key));
    }

    /// <summary>A member as it is answered; null when the customer was erased a moment ago.</summary>
    private Member? MemberOf(MembershipState state, SegmentMembers segment, int ordinal)
    {
        if (audience.Index.Keys.GetId(ordinal) is not { } id)
            return null;
        var view = new CustomerView(id, ordinal, audience.Index, state, _evaluator);
        return new Member(id, segment.Times.Find(ordinal), ContextJson.Of(view.ContextOf(segment.Key)));
    }
}
