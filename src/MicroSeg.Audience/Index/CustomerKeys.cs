using System.Text;
using MicroSeg.Audience.Index.Dictionaries;

namespace MicroSeg.Audience.Index;

/// <summary>The customers' ids and their ordinals, both ways. Readers take no lock; ids are compared byte by byte as UTF-8.</summary>
public sealed class CustomerKeys
{
    /// <summary>The longest id in bytes of UTF-8: 200 characters, each of which takes at most three.</summary>
    public const int MaxIdLength = 600;

    private const int ShardBits = 8;
    private readonly ByteStringTable _table = new(ShardBits);
    private int _end;

    /// <summary>Bytes held.</summary>
    public long Bytes => _table.Bytes;

    /// <summary>One more than the highest ordinal that has ever had an id or was erased.</summary>
    public int End => Volatile.Read(ref _end);

    /// <summary>Finds a customer's ordinal.</summary>
    public bool TryGetOrdinal(ReadOnlySpan<char> id, out int ordinal)
    {
        Span<byte> buffer = stackalloc byte[MaxIdLength];
        if (Encoding.UTF8.TryGetBytes(id, buffer, out var length))
            return _table.TryFind(buffer[..length], out ordinal);
        ordinal = 0;
        return false;
    }

    /// <summary>Finds a customer's ordinal by the id's UTF-8 bytes.</summary>
    public bool TryGetOrdinal(ReadOnlySpan<byte> utf8Id, out int ordinal) => _table.TryFind(utf8Id, out ordinal);

    /// <summary>The id of an ordinal; null when it has none or the customer was erased.</summary>
    public string? GetId(int ordinal)
    {
        if (!_table.TryGet(ordinal, out var bytes))
            return null;
        var id = Encoding.UTF8.GetString(bytes);
        Interlocked.MemoryBarrier();
        return _table.TryGet(ordinal, out _) ? id : null;
    }

    /// <summary>Copies the UTF-8 bytes of an id.</summary>
    /// <param name="ordinal">The customer.</param>
    /// <param name="destination">At least <see cref="MaxIdLength"/> bytes.</param>
    /// <param name="length">The bytes written.</param>
    /// <returns>False when the ordinal has no id or the customer was erased.</returns>
    public bool TryCopyId(int ordinal, Span<byte> destination, out int length)
    {
        length = 0;
        if (!_table.TryGet(ordinal, out var bytes))
            return false;
        bytes.CopyTo(destination);
        length = bytes.Length;
        Interlocked.MemoryBarrier();
        return _table.TryGet(ordinal, out _);
    }

    /// <summary>Whether the ordinal's customer was erased.</summary>
    public bool IsErased(int ordinal) => _table.IsErased(ordinal);

    /// <summary>Gives an ordinal its id; nothing happens when it has that id already.</summary>
    /// <exception cref="ArgumentException">The id is too long, belongs to another ordinal, or the ordinal has another id.</exception>
    internal void Add(int ordinal, ReadOnlySpan<char> id)
    {
        Span<byte> buffer = stackalloc byte[MaxIdLength];
        if (!Encoding.UTF8.TryGetBytes(id, buffer, out var length))
            throw new ArgumentException($"An id has at most {MaxIdLength} bytes.", nameof(id));
        Add(ordinal, buffer[..length]);
    }

    internal void Add(int ordinal, ReadOnlySpan<byte> utf8Id)
    {
        if (_table.TryGet(ordinal, out var known))
        {
            if (!known.SequenceEqual(utf8Id))
                throw new ArgumentException($"Ordinal {ordinal} already has another id.", nameof(utf8Id));
            return;
        }

        if (_table.TryFind(utf8Id, out var other))
            throw new ArgumentException($"The id of ordinal {ordinal} already belongs to ordinal {other}.", nameof(utf8Id));
        _table.Add(ordinal, utf8Id);
        Volatile.Write(ref _end, Math.Max(_end, ordinal + 1));
    }

    /// <summary>Forgets an id for good; the ordinal never gets another.</summary>
    internal void Erase(int ordinal)
    {
        _table.Erase(ordinal);
        Volatile.Write(ref _end, Math.Max(_end, ordinal + 1));
    }

    internal bool TryGetUtf8(int ordinal, out ReadOnlySpan<byte> utf8Id) => _table.TryGet(ordinal, out utf8Id);
}
