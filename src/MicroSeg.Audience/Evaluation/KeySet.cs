namespace MicroSeg.Audience.Evaluation;

/// <summary>A range of keys, both ends in. An open end remembers that the key just outside is the true, excluded bound: a ratio can lie between.</summary>
internal readonly record struct KeyRange(long Min, long Max, bool MinOpen = false, bool MaxOpen = false)
{
    public bool Contains(long key) => key >= Min && key <= Max;

    /// <summary>Whether the exact quotient lies in the range; no rounding takes place.</summary>
    public bool Contains(Int128 numerator, long denominator) =>
        (Min == long.MinValue || (MinOpen ? numerator > ((Int128)Min - 1) * denominator : numerator >= (Int128)Min * denominator))
        && (Max == long.MaxValue || (MaxOpen ? numerator < ((Int128)Max + 1) * denominator : numerator <= (Int128)Max * denominator));
}

/// <summary>A set of keys: disjoint ranges in ascending order. What operators on numbers, dates, instants and booleans come down to.</summary>
internal sealed class KeySet
{
    private readonly KeyRange[] _ranges;

    private KeySet(KeyRange[] ranges) => _ranges = ranges;

    public static KeySet All { get; } = new([new KeyRange(long.MinValue, long.MaxValue)]);

    public static KeySet None { get; } = new([]);

    public ReadOnlySpan<KeyRange> Ranges => _ranges;

    public static KeySet Between(long min, long max) => min > max ? None : new([new KeyRange(min, max)]);

    public static KeySet AtLeast(long min) => Between(min, long.MaxValue);

    public static KeySet AtMost(long max) => Between(long.MinValue, max);

    public static KeySet Above(long bound) => bound == long.MaxValue ? None : new([new KeyRange(bound + 1, long.MaxValue, MinOpen: true)]);

    public static KeySet Below(long bound) => bound == long.MinValue ? None : new([new KeyRange(long.MinValue, bound - 1, MaxOpen: true)]);

    public static KeySet Of(IEnumerable<long> keys) => new([.. keys.Distinct().Order().Select(k => new KeyRange(k, k))]);

    /// <summary>The keys that are in at least one of some ranges, both ends in.</summary>
    public static KeySet Union(IEnumerable<(long Min, long Max)> ranges)
    {
        var merged = new List<KeyRange>();
        foreach (var (min, max) in ranges.Where(r => r.Min <= r.Max).Order())
        {
            if (merged.Count > 0 && (merged[^1].Max == long.MaxValue || min <= merged[^1].Max + 1))
                merged[^1] = merged[^1] with { Max = Math.Max(max, merged[^1].Max) };
            else
                merged.Add(new KeyRange(min, max));
        }

        return new KeySet([.. merged]);
    }

    /// <summary>The keys that are in at least one of the sets.</summary>
    public static KeySet Union(IEnumerable<KeySet> sets) => sets.Aggregate(All, (rest, set) => rest.Intersect(set.Complement())).Complement();

    /// <summary>All keys that are not in this set.</summary>
    public KeySet Complement()
    {
        var rest = All;
        foreach (var range in _ranges)
        {
            var below = range.Min == long.MinValue ? None : range.MinOpen ? AtMost(range.Min - 1) : Below(range.Min);
            var above = range.Max == long.MaxValue ? None : range.MaxOpen ? AtLeast(range.Max + 1) : Above(range.Max);
            rest = rest.Intersect(new KeySet([.. below._ranges, .. above._ranges]));
        }

        return rest;
    }

    /// <summary>The keys that are in both sets.</summary>
    public KeySet Intersect(KeySet other)
    {
        if (ReferenceEquals(other, All))
            return this;
        if (ReferenceEquals(this, All))
            return other;
        var ranges = new List<KeyRange>();
        for (int i = 0, j = 0; i < _ranges.Length && j < other._ranges.Length;)
        {
            var (a, b) = (_ranges[i], other._ranges[j]);
            // Of two equal bounds the closed one is the tighter: it lies on the key, the open one just outside of it.
            var low = a.Min != b.Min ? (a.Min > b.Min ? a : b) : a.MinOpen ? b : a;
            var high = a.Max != b.Max ? (a.Max < b.Max ? a : b) : a.MaxOpen ? b : a;
            var both = new KeyRange(low.Min, high.Max, low.MinOpen, high.MaxOpen);
            // An open range between two neighbouring keys holds no key, but it does hold ratios.
            if (both.Min <= both.Max || (both.Min == both.Max + 1 && both.MinOpen && both.MaxOpen))
                ranges.Add(both);
            if (a.Max <= b.Max)
                i++;
            else
                j++;
        }

        return new KeySet([.. ranges]);
    }

    public bool Contains(long key)
    {
        foreach (var range in _ranges.Length > 8 ? Near(key) : _ranges)
        {
            if (range.Contains(key))
                return true;
        }

        return false;
    }

    /// <summary>Whether an exact quotient is in the set.</summary>
    public bool Contains(Int128 numerator, long denominator)
    {
        if (denominator == 1 && numerator >= long.MinValue && numerator <= long.MaxValue)
            return Contains((long)numerator);
        foreach (var range in _ranges)
        {
            if (range.Contains(numerator, denominator))
                return true;
        }

        return false;
    }

    private ReadOnlySpan<KeyRange> Near(long key)
    {
        int low = 0, high = _ranges.Length - 1;
        while (low < high)
        {
            var middle = (low + high) >>> 1;
            if (_ranges[middle].Max < key)
                low = middle + 1;
            else
                high = middle;
        }

        return _ranges.AsSpan(low, 1);
    }
}
