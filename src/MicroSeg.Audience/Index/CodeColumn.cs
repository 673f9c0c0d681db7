using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace MicroSeg.Audience.Index;

/// <summary>
/// One property over the rows of a page or of an event table, as small unsigned codes. Code 0 is a missing value; any other code stands for the key
/// <c>Base + (code - 1) * Step</c>. Keys are <see cref="Schema.PropertyValue.Key"/>, or the code itself for the types that have a dictionary.
/// </summary>
/// <remarks>The format never changes. Codes of attributes change in place, each at once; a key that does not fit takes a new column.</remarks>
public sealed class CodeColumn
{
    /// <summary>The lowest key that a column holds. One less would leave no code for a missing value.</summary>
    public const long MinKey = long.MinValue + 1;

    private readonly Array _codes;

    internal CodeColumn(Array codes, int width, long @base, ulong step, bool isDictionaryCoded)
    {
        Debug.Assert(width is 1 or 2 or 4 or 8, "Codes have 1, 2, 4 or 8 bytes.");
        _codes = codes;
        Length = codes.Length;
        Width = width;
        Base = @base;
        Step = step;
        IsDictionaryCoded = isDictionaryCoded;
    }

    /// <summary>The number of rows.</summary>
    public int Length { get; }

    /// <summary>The bytes of a code: 1, 2, 4 or 8.</summary>
    public int Width { get; }

    /// <summary>The key of code 1.</summary>
    public long Base { get; }

    /// <summary>The distance between the keys of neighbouring codes; at least 1.</summary>
    public ulong Step { get; }

    /// <summary>Whether keys are the codes of a <see cref="PropertyDictionary"/>; then Base and Step are 1.</summary>
    public bool IsDictionaryCoded { get; }

    /// <summary>The highest code that <see cref="Width"/> has room for.</summary>
    public ulong MaxCode => MaxCodeOf(Width);

    /// <summary>The codes, when <see cref="Width"/> is 1; else empty.</summary>
    public ReadOnlySpan<byte> Codes8 => Width == 1 ? Unsafe.As<byte[]>(_codes) : default;

    /// <summary>The codes, when <see cref="Width"/> is 2; else empty.</summary>
    public ReadOnlySpan<ushort> Codes16 => Width == 2 ? Unsafe.As<ushort[]>(_codes) : default;

    /// <summary>The codes, when <see cref="Width"/> is 4; else empty.</summary>
    public ReadOnlySpan<uint> Codes32 => Width == 4 ? Unsafe.As<uint[]>(_codes) : default;

    /// <summary>The codes, when <see cref="Width"/> is 8; else empty.</summary>
    public ReadOnlySpan<ulong> Codes64 => Width == 8 ? Unsafe.As<ulong[]>(_codes) : default;

    /// <summary>Bytes held.</summary>
    internal long Bytes => (long)Length * Width;

    /// <summary>The codes' bytes.</summary>
    internal Span<byte> CodeBytes => MemoryMarshal.CreateSpan(ref MemoryMarshal.GetArrayDataReference(_codes), Length * Width);

    /// <summary>The codes' array, whose elements have <see cref="Width"/> bytes.</summary>
    internal Array Codes => _codes;

    /// <summary>The code of a row; 0 when the value is missing.</summary>
    public ulong CodeAt(int row) => Width switch
    {
        1 => Unsafe.As<byte[]>(_codes)[row],
        2 => Unsafe.As<ushort[]>(_codes)[row],
        4 => Unsafe.As<uint[]>(_codes)[row],
        _ => Unsafe.As<ulong[]>(_codes)[row],
    };

    /// <summary>The key of a row; false when the value is missing.</summary>
    public bool TryGetKey(int row, out long key)
    {
        var code = CodeAt(row);
        key = KeyOf(code);
        return code != 0;
    }

    /// <summary>The key that a code other than 0 stands for.</summary>
    public long KeyOf(ulong code) => (long)((ulong)Base + ((code - 1) * Step));

    /// <summary>Finds the codes whose keys lie in a range.</summary>
    /// <param name="minKey">The lowest key, itself in the range.</param>
    /// <param name="maxKey">The highest key, itself in the range.</param>
    /// <param name="minCode">The lowest code, at least 1.</param>
    /// <param name="maxCode">The highest code, at most <see cref="MaxCode"/>.</param>
    /// <returns>False when no code can lie in the range.</returns>
    public bool TryMapRange(long minKey, long maxKey, out ulong minCode, out ulong maxCode)
    {
        minCode = 1;
        maxCode = 0;
        if (maxKey < Base || minKey > maxKey)
            return false;
        var top = (ulong)maxKey - (ulong)Base;
        maxCode = Math.Min((Step == 1 ? top : top / Step) + 1, MaxCode);
        if (minKey > Base)
        {
            var bottom = (ulong)minKey - (ulong)Base;
            var (steps, rest) = Step == 1 ? (bottom, 0UL) : Math.DivRem(bottom, Step);
            if (rest != 0)
                steps++;
            if (steps >= MaxCode)
                return false;
            minCode = steps + 1;
        }

        return minCode <= maxCode;
    }

    /// <summary>The code of a key, when this format has one.</summary>
    internal bool TryEncode(long key, out ulong code)
    {
        var distance = (ulong)key - (ulong)Base;
        var steps = distance;
        if (Step != 1)
        {
            steps = distance / Step;
            if (steps * Step != distance)
            {
                code = 0;
                return false;
            }
        }

        code = steps + 1;
        return key >= Base && steps < MaxCode;
    }

    /// <summary>Changes a row in place; false when the key does not fit this format.</summary>
    internal bool TrySet(int row, long key)
    {
        if (!TryEncode(key, out var code))
            return false;
        SetCode(row, code);
        return true;
    }

    internal void SetCode(int row, ulong code)
    {
        switch (Width)
        {
            case 1:
                Volatile.Write(ref Unsafe.As<byte[]>(_codes)[row], (byte)code);
                break;
            case 2:
                Volatile.Write(ref Unsafe.As<ushort[]>(_codes)[row], (ushort)code);
                break;
            case 4:
                Volatile.Write(ref Unsafe.As<uint[]>(_codes)[row], (uint)code);
                break;
            default:
                Volatile.Write(ref Unsafe.As<ulong[]>(_codes)[row], code);
                break;
        }
    }

    /// <summary>The same rows, of which the first are copied from this column and the others are missing.</summary>
    internal CodeColumn Resize(int length)
    {
        var codes = NewCodes(Width, length);
        Array.Copy(_codes, codes, Math.Min(Length, length));
        return new CodeColumn(codes, Width, Base, Step, IsDictionaryCoded);
    }

    internal static ulong MaxCodeOf(int width) => ulong.MaxValue >> (64 - (8 * width));

    internal static Array NewCodes(int width, int length) => width switch
    {
        1 => new byte[length],
        2 => new ushort[length],
        4 => new uint[length],
        _ => new ulong[length],
    };
}
