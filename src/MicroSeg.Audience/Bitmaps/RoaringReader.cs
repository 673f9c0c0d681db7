using System.Buffers.Binary;
using System.Runtime.InteropServices;
using MicroSeg.Audience.Bitmaps.Containers;

namespace MicroSeg.Audience.Bitmaps;

/// <summary>Reads the portable serialization and checks every length, order and count in it.</summary>
internal ref struct RoaringReader(ReadOnlySpan<byte> data)
{
    private const int MaxPage = int.MaxValue >> 16;
    private const string TooShort = "The data ends too early.";
    private readonly ReadOnlySpan<byte> _data = data;
    private int _at;

    /// <returns>What is wrong; null when nothing is.</returns>
    public string? Read(out CustomerSet set)
    {
        set = CustomerSet.Empty;
        if (!TryTake(4, out var cookieBytes))
            return TooShort;
        var cookie = BinaryPrimitives.ReadUInt32LittleEndian(cookieBytes);
        var hasRuns = (cookie & 0xFFFF) == RoaringFormat.CookieWithRuns;
        if (!hasRuns && cookie != RoaringFormat.CookieWithoutRuns)
            return $"The data begins with {cookie}, which is no Roaring cookie.";
        var size = (cookie >> 16) + 1;
        if (!hasRuns)
        {
            if (!TryTake(4, out var sizeBytes))
                return TooShort;
            size = BinaryPrimitives.ReadUInt32LittleEndian(sizeBytes);
        }

        if (size > MaxPage + 1)
            return $"{size} containers are more than there are pages.";
        ReadOnlySpan<byte> runFlags = default;
        if (hasRuns && !TryTake(((int)size + 7) / 8, out runFlags))
            return TooShort;
        if (!TryTake((int)size * 4, out var headers))
            return TooShort;
        ReadOnlySpan<byte> offsets = default;
        if ((!hasRuns || size >= RoaringFormat.OffsetThreshold) && !TryTake((int)size * 4, out offsets))
            return TooShort;
        return ReadContainers((int)size, runFlags, MemoryMarshal.Cast<byte, ushort>(headers), MemoryMarshal.Cast<byte, uint>(offsets), ref set);
    }

    private string? ReadContainers(int size, ReadOnlySpan<byte> runFlags, ReadOnlySpan<ushort> headers, ReadOnlySpan<uint> offsets, ref CustomerSet set)
    {
        var containers = new CustomerSet.ContainerList(size);
        for (var i = 0; i < size; i++)
        {
            var page = headers[i * 2];
            if (page > MaxPage)
                return $"Container {i} has the key {page}; ordinals end at {int.MaxValue}.";
            if (i > 0 && page <= headers[(i * 2) - 2])
                return $"Container {i} is out of order.";
            if (!offsets.IsEmpty && offsets[i] != _at)
                return $"Container {i} begins at {_at}, not at {offsets[i]}.";
            var cardinality = headers[(i * 2) + 1] + 1;
            var isRun = !runFlags.IsEmpty && (runFlags[i / 8] >> (i % 8) & 1) != 0;
            Container? container = isRun ? ReadRuns(cardinality) : cardinality <= Container.ArrayLimit ? ReadArray(cardinality) : ReadBitmap(cardinality);
            if (container is null)
                return $"Container {i} is cut off, out of order, or has not {cardinality} values.";
            containers.Add(page, container);
        }

        if (_at != _data.Length)
            return $"{_data.Length - _at} bytes follow the last container.";
        set = containers.ToSet();
        return null;
    }

    private ArrayContainer? ReadArray(int cardinality)
    {
        if (!TryTake(cardinality * 2, out var bytes))
            return null;
        var values = MemoryMarshal.Cast<byte, ushort>(bytes).ToArray();
        for (var i = 1; i < values.Length; i++)
        {
            if (values[i] <= values[i - 1])
                return null;
        }

        return new ArrayContainer(values);
    }

    private BitmapContainer? ReadBitmap(int cardinality)
    {
        if (!TryTake(BitWords.Length * 8, out var bytes))
            return null;
        var words = MemoryMarshal.Cast<byte, ulong>(bytes).ToArray();
        return BitWords.PopCount(words) == cardinality ? new BitmapContainer(words, cardinality) : null;
    }

    private RunContainer? ReadRuns(int cardinality)
    {
        if (!TryTake(2, out var countBytes) || !TryTake(BinaryPrimitives.ReadUInt16LittleEndian(countBytes) * 4, out var bytes))
            return null;
        var runs = MemoryMarshal.Cast<byte, ushort>(bytes).ToArray();
        var (next, total) = (0, 0);
        for (var i = 0; i < runs.Length; i += 2)
        {
            if (runs[i] < next || runs[i] + runs[i + 1] > ushort.MaxValue)
                return null;
            next = runs[i] + runs[i + 1] + 1;
            total += runs[i + 1] + 1;
        }

        return total == cardinality ? new RunContainer(runs, cardinality) : null;
    }

    private bool TryTake(int length, out ReadOnlySpan<byte> bytes)
    {
        if (_data.Length - _at < length)
        {
            bytes = default;
            return false;
        }

        bytes = _data.Slice(_at, length);
        _at += length;
        return true;
    }
}
