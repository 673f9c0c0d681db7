using MicroSeg.Audience.Rules.Measures;

namespace MicroSeg.Audience.Evaluation;

/// <summary>Whether counts satisfy their operators.</summary>
internal sealed class CountVerdicts
{
    private const int Known = 256;

    private readonly KeySet _keys;
    private readonly bool[] _known = new bool[Known];

    public CountVerdicts(KeySet keys)
    {
        _keys = keys;
        for (var count = 0; count < Known; count++)
            _known[count] = Ask(count);
        Least = Math.Max(0, Array.IndexOf(_known, value: true));
    }

    /// <summary>A count below which none satisfies.</summary>
    public int Least { get; }

    public bool Of(int count) => (uint)count < Known ? _known[count] : Ask(count);

    private bool Ask(int count) => _keys.Contains((long)MeasureValue.Number(count).Numerator);
}
