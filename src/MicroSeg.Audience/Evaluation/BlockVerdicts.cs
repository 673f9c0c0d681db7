using MicroSeg.Audience.Index;

namespace MicroSeg.Audience.Evaluation;

/// <summary>What an evaluation of neighbouring customers came to: room that is used again and again.</summary>
public sealed class BlockVerdicts
{
    private const int Words = CustomerPage.BlockSize / 64;

    private readonly long[] _nextChange = new long[CustomerPage.BlockSize];
    private ulong[] _bits = [];

    /// <summary>The first customer's ordinal.</summary>
    public int FirstOrdinal { get; private set; }

    /// <summary>The number of customers.</summary>
    public int Count { get; private set; }

    /// <summary>
    /// The second since 1970 at which each customer's answers may change because time passes; <see cref="long.MaxValue"/> for never. About all
    /// segments that were evaluated.
    /// </summary>
    public ReadOnlySpan<long> NextChange => _nextChange.AsSpan(0, Count);

    /// <summary>A bit per customer: whether he belongs to a segment, by its place among those that were evaluated.</summary>
    public ReadOnlySpan<ulong> Of(int index) => Bits(index);

    internal Span<ulong> Bits(int index) => _bits.AsSpan(index * Words, Words);

    internal Span<long> Begin(int firstOrdinal, int count, int segments)
    {
        (FirstOrdinal, Count) = (firstOrdinal, count);
        if (_bits.Length < segments * Words)
            _bits = new ulong[segments * Words];
        _bits.AsSpan().Clear();
        var due = _nextChange.AsSpan(0, count);
        due.Fill(ZoneClock.Never);
        return due;
    }
}
