using System.Numerics;

namespace MicroSeg.Audience.Index.Columns;

/// <summary>
/// Gathers keys and finds the narrowest column that holds them: the step is the greatest common divisor of their distances, so that prices in
/// whole units, days and the bits of small numbers take one or two bytes.
/// </summary>
internal struct ColumnFormat(bool isDictionaryCoded)
{
    private long _first;
    private long _min = long.MaxValue;
    private long _max = long.MinValue;
    private ulong _step;
    private bool _any;

    /// <summary>Whether any key was added.</summary>
    public readonly bool Any => _any;

    /// <exception cref="ArgumentOutOfRangeException">The key is <see cref="long.MinValue"/>, which no value has.</exception>
    public void Add(long key)
    {
        if (!_any)
        {
            _any = true;
            _first = key;
        }

        if (key < _min)
            _min = key >= CodeColumn.MinKey ? key : throw new ArgumentOutOfRangeException(nameof(key), key, "This key stands for no value.");
        if (key > _max)
            _max = key;
        if (_step == 1 || isDictionaryCoded)
            return;
        var distance = key >= _first ? (ulong)key - (ulong)_first : (ulong)_first - (ulong)key;
        if (_step == 0)
            _step = distance;
        else if (distance % _step != 0)
            _step = GreatestCommonDivisor(_step, distance);
    }

    /// <summary>Adds all keys of a column.</summary>
    public void Add(CodeColumn column)
    {
        for (var row = 0; row < column.Length; row++)
        {
            if (column.TryGetKey(row, out var key))
                Add(key);
        }
    }

    /// <summary>An empty column that has a code for every key that was added.</summary>
    /// <param name="length">Rows.</param>
    /// <param name="headroom">Whether the spare codes of the width are shared out to both sides, for columns that will take more keys.</param>
    public readonly CodeColumn Create(int length, bool headroom)
    {
        if (!_any)
            return new CodeColumn(new byte[length], 1, 1, 1, isDictionaryCoded);
        if (isDictionaryCoded)
        {
            var ofCodes = WidthFor((ulong)_max);
            return new CodeColumn(CodeColumn.NewCodes(ofCodes, length), ofCodes, 1, 1, isDictionaryCoded);
        }

        var step = Math.Max(_step, 1);
        var steps = ((ulong)_max - (ulong)_min) / step;
        var width = WidthFor(steps + 1);
        var lowest = _min;
        if (headroom)
        {
            var spare = (CodeColumn.MaxCodeOf(width) - (steps + 1)) / 2;
            var room = ((ulong)_min - unchecked((ulong)CodeColumn.MinKey)) / step;
            lowest = (long)((ulong)_min - (Math.Min(spare, room) * step));
        }

        return new CodeColumn(CodeColumn.NewCodes(width, length), width, lowest, step, isDictionaryCoded);
    }

    private static int WidthFor(ulong code) => code switch
    {
        <= byte.MaxValue => 1,
        <= ushort.MaxValue => 2,
        <= uint.MaxValue => 4,
        _ => 8,
    };

    private static ulong GreatestCommonDivisor(ulong a, ulong b)
    {
        // Binary, because keys such as the bits of numbers share large powers of two.
        if (b == 0)
            return a;
        var shift = BitOperations.TrailingZeroCount(a | b);
        a >>= BitOperations.TrailingZeroCount(a);
        while (b != 0)
        {
            b >>= BitOperations.TrailingZeroCount(b);
            if (a > b)
                (a, b) = (b, a);
            b -= a;
        }

        return a << shift;
    }
}
