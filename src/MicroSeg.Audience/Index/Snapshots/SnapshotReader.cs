using System.Runtime.InteropServices;
using MicroSeg.Audience.Hashing;

namespace MicroSeg.Audience.Index.Snapshots;

/// <summary>Reads one file of a snapshot, after its hash was found right.</summary>
internal sealed class SnapshotReader : IDisposable
{
    private const int BufferSize = 1 << 18;
    private readonly FileStream _stream;

    private SnapshotReader(string path) => _stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, BufferSize);

    /// <exception cref="InvalidDataException">The file is not what was written.</exception>
    public static T Read<T>(string folder, SnapshotFile file, Func<SnapshotReader, T> content)
    {
        using var reader = new SnapshotReader(Path.Combine(folder, file.Name));
        reader.Verify(file);
        var result = content(reader);
        if (reader._stream.Position != file.Length)
            throw new InvalidDataException($"'{file.Name}' is longer than its content.");
        return result;
    }

    public void Expect(int magic, int version)
    {
        if (ReadInt32() != magic)
            throw new InvalidDataException("The file is of another kind, or was written by a machine of another byte order.");
        if (ReadInt32() is var found && found != version)
            throw new InvalidDataException($"The file has format version {found}, and this program reads {version}.");
    }

    public int ReadInt32()
    {
        var value = 0;
        ReadBytes(MemoryMarshal.AsBytes(new Span<int>(ref value)));
        return value;
    }

    public long ReadInt64()
    {
        var value = 0L;
        ReadBytes(MemoryMarshal.AsBytes(new Span<long>(ref value)));
        return value;
    }

    public string? ReadText()
    {
        var isNull = ReadInt32() == 0;
        var text = new string(ReadArray<char>());
        return isNull ? null : text;
    }

    public T[] ReadArray<T>()
        where T : unmanaged
    {
        var length = ReadInt32();
        Check((long)length * Marshal.SizeOf<T>());
        var values = new T[length];
        ReadBytes(MemoryMarshal.AsBytes(values.AsSpan()));
        return values;
    }

    public T[] ReadMany<T>(Func<SnapshotReader, T> read)
    {
        var length = ReadInt32();
        Check(length);
        var values = new T[length];
        for (var i = 0; i < length; i++)
            values[i] = read(this);
        return values;
    }

    public void ReadBytes(Span<byte> bytes) => _stream.ReadExactly(bytes);

    /// <summary>Refuses a length that the rest of the file cannot have, before memory is asked for.</summary>
    public void Check(long length)
    {
        if (length < 0 || length > _stream.Length - _stream.Position)
            throw new InvalidDataException($"A length of {length} bytes is beyond the end of the file.");
    }

    public void Dispose() => _stream.Dispose();

    private void Verify(SnapshotFile file)
    {
        if (_stream.Length != file.Length)
            throw new InvalidDataException($"'{file.Name}' has {_stream.Length} bytes and should have {file.Length}.");
        var hash = new XxHash64();
        var buffer = new byte[BufferSize];
        for (int count; (count = _stream.Read(buffer)) > 0;)
            hash.Append(buffer.AsSpan(0, count));
        if (hash.Current() != file.Hash)
            throw new InvalidDataException($"'{file.Name}' is damaged: its checksum differs.");
        _stream.Position = 0;
    }
}
