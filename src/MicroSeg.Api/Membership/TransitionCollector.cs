using MicroSeg.Audience.Bitmaps;

namespace MicroSeg.Api.Membership;

/// <summary>Collects who enters and who leaves, segment by segment and cause by cause, while a batch is evaluated.</summary>
internal sealed class TransitionCollector
{
    private readonly Dictionary<(int Segment, MembershipCause Cause), (List<int> Entered, List<int> Exited)> _flips = [];

    public bool IsEmpty => _flips.Count == 0;

    public void Add(int segment, MembershipCause cause, int ordinal, bool entered)
    {
        if (!_flips.TryGetValue((segment, cause), out var lists))
            _flips.Add((segment, cause), lists = ([], []));
        (entered ? lists.Entered : lists.Exited).Add(ordinal);
    }

    public IEnumerable<(int Segment, MembershipCause Cause, CustomerSet Entered, CustomerSet Exited)> Drain()
    {
        foreach (var ((segment, cause), (entered, exited)) in _flips)
            yield return (segment, cause, CustomerSet.Of(entered), CustomerSet.Of(exited));
        _flips.Clear();
    }
}
