namespace MicroSeg.Audience.Bitmaps.Containers;

/// <summary>Up to 4,096 values, ascending.</summary>
internal sealed class ArrayContainer(ushort[] values) : Container
{
    public override int Cardinality => values.Length;

    public override int Bytes => values.Length * 2;

    public ReadOnlySpan<ushort> Values => values;

    public override bool Contains(ushort value) => Array.BinarySearch(values, value) >= 0;

    public override int Rank(ushort value)
    {
        var at = Array.BinarySearch(values, value);
        return at < 0 ? ~at : at;
    }

    public override ushort Select(int index) => values[index];

    public override IEnumerable<ushort> From(ushort first) => new ArraySegment<ushort>(values)[Rank(first)..];

    public override void AddTo(Span<ulong> words)
    {
        foreach (var value in values)
            words[value >> 6] |= 1UL << (value & 63);
    }

    public override void AddRows(int first, int count, Span<ulong> words)
    {
        for (var i = Rank((ushort)first); i < values.Length && values[i] - first < count; i++)
            words[(values[i] - first) >> 6] |= 1UL << (values[i] - first);
    }

    public override Container With(ushort value)
    {
        if (values.Length == ArrayLimit)
            return base.With(value);
        var at = Rank(value);
        var more = new ushort[values.Length + 1];
        values.AsSpan(0, at).CopyTo(more);
        more[at] = value;
        values.AsSpan(at).CopyTo(more.AsSpan(at + 1));
        return new ArrayContainer(more);
    }

    public override Container? Without(ushort value)
    {
        if (values.Length == 1)
            return null;
        var at = Rank(value);
        var fewer = new ushort[values.Length - 1];
        values.AsSpan(0, at).CopyTo(fewer);
        values.AsSpan(at + 1).CopyTo(fewer.AsSpan(at));
        return new ArrayContainer(fewer);
    }
}
