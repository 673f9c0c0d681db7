using System.Diagnostics;

namespace MicroSeg.Audience.Index.Dictionaries;

/// <summary>
/// Byte strings one after the other in large chunks, each behind its length, without an object of its own. One writer appends; readers
/// need no lock, because what they can name no longer moves within its offset.
/// </summary>
internal sealed class ByteArena
{
    private const int ChunkBits = 20;
    private const int ChunkSize = 1 << ChunkBits;
    private const int LongestPrefix = 3;

    // Offset 0 means "nothing" to those who keep offsets.
    private byte[][] _chunks = [new byte[256]];
    private int _used = 1;

    /// <summary>The longest byte string that can be kept: just under 1 MiB.</summary>
    public const int MaxLength = ChunkSize - LongestPrefix - 1;

    /// <summary>Bytes held.</summary>
    public long Bytes => _chunks.Sum(c => (long)c.Length);

    /// <summary>Keeps a copy of <paramref name="bytes"/> and returns where it is.</summary>
    /// <exception cref="ArgumentException">More than <see cref="MaxLength"/> bytes, or 4 GiB in all.</exception>
    public uint Append(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length > MaxLength)
            throw new ArgumentException($"A value of {bytes.Length} bytes is longer than {MaxLength}.", nameof(bytes));
        var prefix = bytes.Length < 0x80 ? 1 : bytes.Length < 0x4000 ? 2 : 3;
        var chunk = Reserve(prefix + bytes.Length);
        var offset = ((uint)(_chunks.Length - 1) << ChunkBits) | (uint)_used;
        var rest = bytes.Length;
        for (var i = 1; i < prefix; i++, rest >>= 7)
            chunk[_used++] = (byte)(rest | 0x80);
        chunk[_used++] = (byte)rest;
        bytes.CopyTo(chunk.AsSpan(_used));
        _used += bytes.Length;
        return offset;
    }

    /// <summary>The byte string at an offset that <see cref="Append"/> gave.</summary>
    public ReadOnlySpan<byte> Get(uint offset) => Locate(offset);

    /// <summary>Overwrites a byte string, its length included, with zeros. The room is not used again.</summary>
    public void Wipe(uint offset)
    {
        var bytes = Locate(offset);
        bytes.Clear();
        var chunk = _chunks[offset >> ChunkBits];
        var start = (int)(offset & (ChunkSize - 1));
        var prefix = 1;
        while (chunk[start + prefix - 1] >= 0x80)
            prefix++;
        chunk.AsSpan(start, prefix).Clear();
    }

    private Span<byte> Locate(uint offset)
    {
        var chunk = Volatile.Read(ref _chunks)[offset >> ChunkBits];
        var at = (int)(offset & (ChunkSize - 1));
        int length = chunk[at++];
        if (length >= 0x80)
        {
            length = (length & 0x7F) | (chunk[at++] << 7);
            if (length >= 0x4000)
                length = (length & 0x3FFF) | (chunk[at++] << 14);
        }

        return chunk.AsSpan(at, length);
    }

    private byte[] Reserve(int length)
    {
        var last = _chunks[^1];
        if (_used + length <= last.Length)
            return last;
        if (_used + length <= ChunkSize)
        {
            var size = last.Length;
            while (size < _used + length)
                size *= 2;
            var grown = new byte[size];
            last.AsSpan(0, _used).CopyTo(grown);
            Volatile.Write(ref _chunks, [.. _chunks[..^1], grown]);
            return grown;
        }

        // The last chunk stays out of use, because those who keep offsets give the highest one a meaning.
        if (_chunks.Length == (1 << (32 - ChunkBits)) - 1)
            throw new ArgumentException("The dictionary is full: it holds 4 GiB.", nameof(length));
        var added = new byte[ChunkSize];
        Volatile.Write(ref _chunks, [.. _chunks, added]);
        _used = 0;
        Debug.Assert(_chunks.Length > 1, "Only the first chunk has a hole at its start.");
        return added;
    }
}
