using System.Numerics;

namespace MicroSeg.Audience.Evaluation;

/// <summary>The places of the bits that are set, or of those that are not, ascending.</summary>
internal ref struct SetBits
{
    private readonly ReadOnlySpan<ulong> _bits;
    private readonly int _count;
    private readonly ulong _invert;
    private ulong _left;
    private int _word = -1;

    /// <summary>The bits that are set.</summary>
    public SetBits(ReadOnlySpan<ulong> bits)
    {
        _bits = bits;
        _count = bits.Length * 64;
    }

    /// <summary>Of the first so many bits those that are not set.</summary>
    public SetBits(ReadOnlySpan<ulong> bits, int count)
    {
        _bits = bits;
        _count = count;
        _invert = ulong.MaxValue;
    }

    public int Current { readonly get; private set; }

    public readonly SetBits GetEnumerator() => this;

    public bool MoveNext()
    {
        while (_left == 0)
        {
            if (++_word >= _bits.Length)
                return false;
            _left = _bits[_word] ^ _invert;
        }

        Current = (_word << 6) + BitOperations.TrailingZeroCount(_left);
        _left &= _left - 1;
        return Current < _count;
    }
}
