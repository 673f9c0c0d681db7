using MicroSeg.Audience.Bitmaps;
using MicroSeg.Audience.Evaluation;

namespace MicroSeg.Api.Membership.ByCustomer;

/// <summary>
/// The segments of each customer, side by side: what sets of customers by segment tell only by asking each of them. Large segments have a bit in every
/// customer's row, an eighth of a byte; small ones an entry of four bytes for each member.
/// </summary>
/// <remarks>
/// One thread changes it, between <see cref="Begin"/> and <see cref="End"/>, in place. Any number of others read meanwhile, without a lock: what they read
/// holds when the state that they ask for was current before and after, and else they ask the sets of that state.
/// </remarks>
/// <param name="denseFrom">From so many members on a segment is large, and from one in 1,024 customers; below a quarter of that it is small again.</param>
internal sealed class SegmentRows(int denseFrom = 128)
{
    private const int BlockShift = 10;

    private readonly Dictionary<string, Slot> _slots = new(StringComparer.Ordinal);
    private readonly List<Slot?> _large = [];
    private readonly List<Slot?> _small = [];
    private RowBlock?[] _blocks = [];
    private int[] _segmentOfLarge = [];
    private int[] _segmentOfSmall = [];
    private MembershipState? _current;
    private RulePlan? _numberedFor;
    private bool _hasMoved;

    /// <summary>Bytes held.</summary>
    public long Bytes => (_blocks.Length * 8L) + _blocks.Sum(b => b?.Bytes ?? 0) + (_slots.Count * 96L);

    /// <summary>Finds the segments of a customer.</summary>
    /// <param name="state">Of which moment.</param>
    /// <param name="ordinal">The customer.</param>
    /// <param name="segments">Receives the segments by their index in the state, ascending.</param>
    /// <returns>False when the rows are not those of <paramref name="state"/>; what was received means nothing then.</returns>
    public bool TryRead(MembershipState state, int ordinal, List<int> segments)
    {
        if (!ReferenceEquals(Volatile.Read(ref _current), state))
            return false;
        var blocks = Volatile.Read(ref _blocks);
        var block = ordinal >> BlockShift;
        if (block < blocks.Length)
            blocks[block]?.Read(ordinal & (RowBlock.Size - 1), Volatile.Read(ref _segmentOfLarge), Volatile.Read(ref _segmentOfSmall), segments);
        Interlocked.MemoryBarrier();
        if (!ReferenceEquals(Volatile.Read(ref _current), state))
            return false;
        segments.Sort();
        return true;
    }

    /// <summary>Says that changes follow: until <see cref="End"/> the rows are of no state.</summary>
    public void Begin() => Interlocked.Exchange(ref _current, null);

    /// <summary>Takes what has changed of one segment.</summary>
    /// <param name="key">The segment, which is known already.</param>
    /// <param name="members">Its members now.</param>
    /// <param name="entered">Who was none.</param>
    /// <param name="exited">Who is none any more.</param>
    public void Change(string key, CustomerSet members, CustomerSet entered, CustomerSet exited)
    {
        var slot = _slots[key];
        foreach (var ordinal in exited)
            Set(slot, ordinal, isMember: false);
        foreach (var ordinal in entered)
            Set(slot, ordinal, isMember: true);
        Fit(slot, members);
    }

    /// <summary>Takes all that is different in another state.</summary>
    public void Change(MembershipState before, MembershipState after)
    {
        foreach (var gone in before.Segments.Where(s => after.Find(s.Key) is null))
            Drop(gone);
        foreach (var segment in after.Segments)
        {
            var known = before.Find(segment.Key)?.Members ?? CustomerSet.Empty;
            if (!_slots.ContainsKey(segment.Key))
                _slots.Add(segment.Key, NewSlot(segment.Key, IsLarge(segment.Members.Count, isLarge: false)));
            if (!ReferenceEquals(known, segment.Members))
                Change(segment.Key, segment.Members, segment.Members.AndNot(known), known.AndNot(segment.Members));
        }
    }

    /// <summary>Says that the rows are those of a state.</summary>
    public void End(MembershipState state)
    {
        Interlocked.MemoryBarrier();
        if (!ReferenceEquals(_numberedFor, state.Plan) || _hasMoved)
        {
            _segmentOfLarge = [.. _large.Select(s => s is null ? -1 : state.Plan.IndexOf(s.Key))];
            _segmentOfSmall = [.. _small.Select(s => s is null ? -1 : state.Plan.IndexOf(s.Key))];
            (_numberedFor, _hasMoved) = (state.Plan, false);
        }

        Volatile.Write(ref _current, state);
    }

    private void Drop(SegmentMembers segment)
    {
        if (!_slots.Remove(segment.Key, out var slot))
            return;
        foreach (var ordinal in segment.Members)
            Set(slot, ordinal, isMember: false);
        Leave(slot);
    }

    /// <summary>Moves a segment that has become large or small.</summary>
    private void Fit(Slot slot, CustomerSet members)
    {
        if (IsLarge(members.Count, slot.IsLarge) == slot.IsLarge)
            return;
        var moved = NewSlot(slot.Key, !slot.IsLarge);
        foreach (var ordinal in members)
        {
            Set(slot, ordinal, isMember: false);
            Set(moved, ordinal, isMember: true);
        }

        Leave(slot);
        _slots[slot.Key] = moved;
    }

    private bool IsLarge(int count, bool isLarge)
    {
        var from = Math.Max(denseFrom, _blocks.Length);
        return count >= (isLarge ? from / 4 : from) || (!isLarge && _small.Count >= RowBlock.MaxSmall);
    }

    private Slot NewSlot(string key, bool isLarge)
    {
        var slots = isLarge ? _large : _small;
        var number = slots.IndexOf(null);
        if (number < 0)
        {
            number = slots.Count;
            slots.Add(null);
        }

        _hasMoved = true;
        var slot = new Slot(key, isLarge, number);
        slots[number] = slot;
        return slot;
    }

    private void Leave(Slot slot)
    {
        (slot.IsLarge ? _large : _small)[slot.Number] = null;
        _hasMoved = true;
    }

    private void Set(Slot slot, int ordinal, bool isMember)
    {
        var (number, customer) = (ordinal >> BlockShift, ordinal & (RowBlock.Size - 1));
        if (number >= _blocks.Length)
        {
            if (!isMember)
                return;
            var blocks = new RowBlock?[Math.Max(number + 1, _blocks.Length + (_blocks.Length / 8))];
            _blocks.CopyTo(blocks, 0);
            Volatile.Write(ref _blocks, blocks);
        }

        var block = _blocks[number];
        if (block is null)
        {
            if (!isMember)
                return;
            _blocks[number] = block = new RowBlock();
        }

        if (slot.IsLarge)
            block.Set(customer, slot.Number, isMember);
        else if (isMember)
            block.Add(customer, slot.Number);
        else
            block.Remove(customer, slot.Number);
    }

    /// <summary>Where a segment is held.</summary>
    /// <param name="Key">The segment.</param>
    /// <param name="IsLarge">Whether it has a column; else it has entries.</param>
    /// <param name="Number">Its column's number or its own among the small ones.</param>
    private sealed record Slot(string Key, bool IsLarge, int Number);
}
