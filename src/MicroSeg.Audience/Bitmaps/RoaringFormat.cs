using System.Buffers.Binary;
using System.Runtime.InteropServices;
using MicroSeg.Audience.Bitmaps.Containers;

namespace MicroSeg.Audience.Bitmaps;

/// <summary>
/// The portable serialization of Roaring bitmaps (RoaringFormatSpec), as CRoaring and the libraries for Java, Go, Rust and Python read and write it.
/// Ordinals are the 32-bit integers.
/// </summary>
public static class RoaringFormat
{
    internal const uint CookieWithoutRuns = 12346;
    internal const uint CookieWithRuns = 12347;

    /// <summary>With runs, bitmaps of fewer containers have no table of offsets.</summary>
    internal const int OffsetThreshold = 4;

    /// <summary>Serializes a set.</summary>
    public static byte[] Write(CustomerSet set)
    {
        var (pages, containers) = set.ByPage();
        var hasRuns = Array.Exists(containers, c => c is RunContainer);
        var hasOffsets = !hasRuns || containers.Length >= OffsetThreshold;
        var header = (hasRuns ? 4 + ((containers.Length + 7) / 8) : 8) + (containers.Length * 4);
        var offset = header + (hasOffsets ? containers.Length * 4 : 0);
        var data = new byte[offset + containers.Sum(LengthOf)];
        var rest = data.AsSpan();
        if (hasRuns)
        {
            Put32(ref rest, CookieWithRuns | ((uint)(containers.Length - 1) << 16));
            for (var i = 0; i < containers.Length; i++)
                rest[i / 8] |= (byte)(containers[i] is RunContainer ? 1 << (i % 8) : 0);
            rest = rest[((containers.Length + 7) / 8)..];
        }
        else
        {
            Put32(ref rest, CookieWithoutRuns);
            Put32(ref rest, (uint)containers.Length);
        }

        for (var i = 0; i < containers.Length; i++)
            Put32(ref rest, pages[i] | ((uint)(containers[i].Cardinality - 1) << 16));
        for (var i = 0; i < containers.Length && hasOffsets; i++)
        {
            Put32(ref rest, (uint)offset);
            offset += LengthOf(containers[i]);
        }

        foreach (var container in containers)
            Put(ref rest, container);
        return data;
    }

    /// <summary>Reads a set; nothing in <paramref name="data"/> is trusted.</summary>
    /// <param name="data">The whole serialization.</param>
    /// <param name="set">The set, when true is returned.</param>
    /// <param name="error">What is wrong, when false is returned.</param>
    public static bool TryRead(ReadOnlySpan<byte> data, out CustomerSet set, out string? error)
    {
        var reader = new RoaringReader(data);
        error = reader.Read(out set);
        return error is null;
    }

    private static int LengthOf(Container container) => container.Bytes + (container is RunContainer ? 2 : 0);

    private static void Put(ref Span<byte> rest, Container container)
    {
        if (container is RunContainer counted)
        {
            BinaryPrimitives.WriteUInt16LittleEndian(rest, (ushort)(counted.Runs.Length / 2));
            rest = rest[2..];
        }

        var bytes = container switch
        {
            RunContainer runs => MemoryMarshal.AsBytes(runs.Runs),
            ArrayContainer array => MemoryMarshal.AsBytes(array.Values),
            _ => MemoryMarshal.AsBytes(((BitmapContainer)container).BitSpan),
        };
        bytes.CopyTo(rest);
        rest = rest[bytes.Length..];
    }

    private static void Put32(ref Span<byte> rest, uint value)
    {
        BinaryPrimitives.WriteUInt32LittleEndian(rest, value);
        rest = rest[4..];
    }
}
