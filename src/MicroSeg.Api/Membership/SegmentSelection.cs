using MicroSeg.Audience.Evaluation;

namespace MicroSeg.Api.Membership;

/// <summary>Which of a plan's segments are to be evaluated for a customer: a set that is filled and taken again and again.</summary>
internal sealed class SegmentSelection(RulePlan plan)
{
    private readonly bool[] _isSelected = new bool[plan.Segments.Length];
    private readonly int[] _selected = new int[plan.Segments.Length];
    private int _count;

    /// <summary>Room for a bit per segment.</summary>
    public ulong[] Verdicts { get; } = new ulong[plan.VerdictWords];

    public void Add(ReadOnlySpan<int> segments)
    {
        foreach (var segment in segments)
        {
            if (_isSelected[segment])
                continue;
            _isSelected[segment] = true;
            _selected[_count++] = segment;
        }
    }

    public void AddAll()
    {
        Array.Fill(_isSelected, true);
        for (_count = 0; _count < _selected.Length; _count++)
            _selected[_count] = _count;
    }

    /// <summary>The selected segments, valid until something is added; the selection is empty afterwards.</summary>
    public ReadOnlySpan<int> Take()
    {
        var taken = _selected.AsSpan(0, _count);
        foreach (var segment in taken)
            _isSelected[segment] = false;
        _count = 0;
        return taken;
    }
}
