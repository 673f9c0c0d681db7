using MicroSeg.Audience.Bitmaps;
using MicroSeg.Audience.Index;

namespace MicroSeg.Api.Segments.Lists;

/// <summary>
/// Who belongs to a segment without regard to any rule: the customers on its list, or those whom it was frozen with. Each upload makes another one,
/// so that what is computed from it is computed from one list. The ids on it that no customer has yet wait, and their customers are added as they arrive.
/// </summary>
internal sealed class ListMembers
{
    private readonly HashSet<string> _pending;
    private volatile CustomerSet _members;

    /// <summary>A list.</summary>
    /// <param name="contentId">Its content in the store; 0 when there is none.</param>
    /// <param name="number">The number of the change that it stands at.</param>
    /// <param name="members">The customers who are there.</param>
    /// <param name="pending">The ids that no customer has yet.</param>
    public ListMembers(long contentId, long number, CustomerSet members, HashSet<string> pending)
    {
        (ContentId, Number) = (contentId, number);
        _members = members;
        _pending = pending;
    }

    /// <summary>The members that a segment was frozen with.</summary>
    /// <param name="frozenId">Where they are in the store.</param>
    /// <param name="members">The members.</param>
    public ListMembers(long frozenId, CustomerSet members)
        : this(0, 0, members, []) => FrozenId = frozenId;

    /// <summary>Where the members are in the store that a segment was frozen with; null for a list.</summary>
    public long? FrozenId { get; }

    public long ContentId { get; }

    public long Number { get; }

    /// <summary>The customers who are there. Replaced as a whole.</summary>
    public CustomerSet Members => _members;

    /// <summary>How many ids no customer has yet.</summary>
    public int PendingCount => _pending.Count;

    /// <summary>The ids that no customer has yet. Under the writer's lock.</summary>
    public string[] PendingIds() => [.. _pending];

    /// <summary>Adds the customers who have arrived, among some ids that were pending. Under the writer's lock.</summary>
    public void Resolve(IEnumerable<string> ids, CustomerKeys keys)
    {
        var found = new List<int>();
        foreach (var id in ids)
        {
            if (keys.TryGetOrdinal(id, out var ordinal) && _pending.Remove(id))
                found.Add(ordinal);
        }

        if (found.Count > 0)
            _members = _members.Or(CustomerSet.Of(found));
    }

    /// <summary>Leaves out a customer who was erased. Under the writer's lock.</summary>
    public void Remove(int ordinal)
    {
        if (_members.Contains(ordinal))
            _members = _members.Without(ordinal);
    }
}
