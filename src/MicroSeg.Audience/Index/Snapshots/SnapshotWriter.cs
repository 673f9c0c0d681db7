using System.Runtime.InteropServices;
using MicroSeg.Audience.Hashing;

namespace MicroSeg.Audience.Index.Snapshots;

/// <summary>Writes one file of a snapshot, in the machine's byte order, and hashes it on the way.</summary>
internal sealed class SnapshotWriter : IDisposable
{
    private readonly XxHash64 _hash = new();
    private readonly FileStream _stream;

    private SnapshotWriter(string path) => _stream = new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.None, 1 << 16);

    /// <summary>Writes a file, on disk when this returns, and says what it must be found to be.</summary>
    public static SnapshotFile Write(string folder, string name, Action<SnapshotWriter> content)
    {
        using var writer = new SnapshotWriter(Path.Combine(folder, name));
        content(writer);
        writer._stream.Flush(flushToDisk: true);
        return new SnapshotFile(name, writer._stream.Length, writer._hash.Current());
    }

    public void WriteInt32(int value) => WriteBytes(MemoryMarshal.AsBytes(new ReadOnlySpan<int>(in value)));

    public void WriteInt64(long value) => WriteBytes(MemoryMarshal.AsBytes(new ReadOnlySpan<long>(in value)));

    public void WriteText(string? text)
    {
        WriteInt32(text is null ? 0 : 1);
        WriteArray<char>(text ?? "");
    }

    /// <summary>The length, then the elements.</summary>
    public void WriteArray<T>(ReadOnlySpan<T> values)
        where T : unmanaged
    {
        WriteInt32(values.Length);
        WriteBytes(MemoryMarshal.AsBytes(values));
    }

    /// <summary>The length, then each element in its own way.</summary>
    public void WriteMany<T>(IReadOnlyCollection<T> values, Action<SnapshotWriter, T> write)
    {
        WriteInt32(values.Count);
        foreach (var value in values)
            write(this, value);
    }

    public void WriteBytes(ReadOnlySpan<byte> bytes)
    {
        _hash.Append(bytes);
        _stream.Write(bytes);
    }

    public void Dispose() => _stream.Dispose();
}
