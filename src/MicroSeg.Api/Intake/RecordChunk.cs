using System.Buffers;

namespace MicroSeg.Api.Intake;

/// <summary>Records of a body, one after the other in one piece of memory.</summary>
internal sealed class RecordChunk : IDisposable
{
    private readonly List<RecordSlice> _records = [];
    private byte[] _bytes = ArrayPool<byte>.Shared.Rent(64 * 1024);

    private RecordChunk()
    {
    }

    public IReadOnlyList<RecordSlice> Records => _records;

    /// <summary>The body ends with it. Where a body ends just where a chunk is full, no chunk is known to be the last.</summary>
    public bool IsLast { get; set; }

    /// <summary>Bytes that are used.</summary>
    public int Length { get; private set; }

    /// <summary>An empty chunk, whose memory goes back to the pool when it is disposed.</summary>
    public static RecordChunk Rent() => new();

    public ReadOnlyMemory<byte> BytesOf(RecordSlice record) => _bytes.AsMemory(record.Start, record.Length);

    public void Append(ReadOnlySpan<byte> bytes)
    {
        if (Length + bytes.Length > _bytes.Length)
        {
            var larger = ArrayPool<byte>.Shared.Rent(Math.Max(_bytes.Length * 2, Length + bytes.Length));
            _bytes.AsSpan(0, Length).CopyTo(larger);
            ArrayPool<byte>.Shared.Return(_bytes);
            _bytes = larger;
        }

        bytes.CopyTo(_bytes.AsSpan(Length));
        Length += bytes.Length;
    }

    public void CutTo(int length) => Length = length;

    public void Add(RecordSlice record) => _records.Add(record);

    public void Dispose()
    {
        ArrayPool<byte>.Shared.Return(_bytes);
        _bytes = [];
    }
}

/// <summary>One record of a body.</summary>
/// <param name="Start">Where it starts in its chunk.</param>
/// <param name="Length">Its length in bytes; 0 when it is too large to keep.</param>
/// <param name="Line">The line that it begins in, from 1.</param>
/// <param name="Column">The byte of that line that it begins at, from 1.</param>
/// <param name="Index">Its place among the records, from 0.</param>
/// <param name="TooLarge">It was larger than a record may be.</param>
internal readonly record struct RecordSlice(int Start, int Length, long Line, long Column, long Index, bool TooLarge);
