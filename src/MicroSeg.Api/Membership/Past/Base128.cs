using System.Buffers;

namespace MicroSeg.Api.Membership.Past;

/// <summary>Numbers of seven bits a byte, the lowest first: small ones take one byte.</summary>
internal static class Base128
{
    private const int MaxBytes = 10;

    public static void Write(IBufferWriter<byte> output, ulong value)
    {
        var bytes = output.GetSpan(MaxBytes);
        var length = 0;
        for (; value >= 0x80; value >>= 7)
            bytes[length++] = (byte)(value | 0x80);
        bytes[length++] = (byte)value;
        output.Advance(length);
    }

    /// <summary>Reads a number and moves <paramref name="data"/> behind it.</summary>
    /// <exception cref="InvalidDataException">It is cut off or too long.</exception>
    public static ulong Read(ref ReadOnlySpan<byte> data)
    {
        var value = 0UL;
        for (var i = 0; i < MaxBytes && i < data.Length; i++)
        {
            value |= (ulong)(data[i] & 0x7F) << (7 * i);
            if (data[i] < 0x80)
            {
                data = data[(i + 1)..];
                return value;
            }
        }

        throw new InvalidDataException("The membership history is damaged: a number is cut off.");
    }
}
