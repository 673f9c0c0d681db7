using System.Numerics;
using System.Security.Cryptography;
using MicroSeg.Audience.Hashing;

namespace MicroSeg.Audience.Index.Dictionaries;

/// <summary>
/// Distinct byte strings and their codes, both ways, in about 15 bytes beside the string itself. One writer at a time; readers take no lock and
/// see a code only after everything that belongs to it.
/// </summary>
/// <param name="shardBits">The hash table is split into 2^shardBits, so that growing one never keeps the writer for long.</param>
internal sealed class ByteStringTable(int shardBits)
{
    private const int ChunkBits = 16;

    // A slot has the offset above and the code + 1 below, so that a look-up goes straight to the bytes. An erased one is neither empty nor anyone's.
    private const ulong ErasedSlot = 1UL << 63;
    private const uint ErasedOffset = uint.MaxValue;

    // What comes from outside decides the bytes, so it must not be able to foresee the slots.
    private static readonly ulong Seed = BitConverter.ToUInt64(RandomNumberGenerator.GetBytes(8));

    private readonly ByteArena _arena = new();
    private readonly ulong[]?[] _shards = new ulong[1 << shardBits][];
    private readonly int[] _used = new int[1 << shardBits];
    private uint[]?[] _offsets = [];

    /// <summary>Bytes held.</summary>
    public long Bytes => _arena.Bytes + _shards.Sum(s => (s?.Length ?? 0) * 8L) + _offsets.Sum(o => (o?.Length ?? 0) * 4L);

    /// <summary>Finds the code of a byte string.</summary>
    public bool TryFind(ReadOnlySpan<byte> bytes, out int code)
    {
        var hash = XxHash64.Hash(bytes, Seed);
        if (Volatile.Read(ref _shards[ShardOf(hash)]) is { } slots)
        {
            for (var i = (int)hash & (slots.Length - 1); ; i = (i + 1) & (slots.Length - 1))
            {
                var slot = Volatile.Read(ref slots[i]);
                if (slot == 0)
                    break;
                if (slot != ErasedSlot && _arena.Get((uint)(slot >> 32)).SequenceEqual(bytes))
                {
                    code = (int)((uint)slot - 1);
                    return true;
                }
            }
        }

        code = 0;
        return false;
    }

    /// <summary>The bytes of a code; false when the code has none, or has them no more.</summary>
    public bool TryGet(int code, out ReadOnlySpan<byte> bytes)
    {
        var offset = OffsetOf(code);
        if (offset is 0 or ErasedOffset)
        {
            bytes = default;
            return false;
        }

        bytes = _arena.Get(offset);
        return true;
    }

    /// <summary>Whether the code had bytes that were removed, or was marked as if.</summary>
    public bool IsErased(int code) => OffsetOf(code) == ErasedOffset;

    /// <summary>Adds a byte string that is not in the table under a code that has none.</summary>
    public void Add(int code, ReadOnlySpan<byte> bytes)
    {
        var offset = _arena.Append(bytes);
        Volatile.Write(ref Chunk(code)[code & ((1 << ChunkBits) - 1)], offset);
        var hash = XxHash64.Hash(bytes, Seed);
        var shard = ShardOf(hash);
        if (_shards[shard] is not { } slots || (_used[shard] + 1) * 4 > slots.Length * 3)
            slots = Rebuild(shard);
        Insert(slots, hash, SlotOf(code, offset));
        _used[shard]++;
    }

    /// <summary>Removes a code for good: its bytes are overwritten, and it never gets others.</summary>
    public void Erase(int code)
    {
        var offset = OffsetOf(code);
        if (offset is not (0 or ErasedOffset))
        {
            var hash = XxHash64.Hash(_arena.Get(offset), Seed);
            var slots = _shards[ShardOf(hash)]!;
            var i = (int)hash & (slots.Length - 1);
            while (slots[i] != SlotOf(code, offset))
                i = (i + 1) & (slots.Length - 1);
            Volatile.Write(ref slots[i], ErasedSlot);
        }

        Volatile.Write(ref Chunk(code)[code & ((1 << ChunkBits) - 1)], ErasedOffset);
        if (offset is not (0 or ErasedOffset))
        {
            // A reader that copies the bytes looks at the offset again afterwards, so the offset has to change first.
            Interlocked.MemoryBarrier();
            _arena.Wipe(offset);
        }
    }

    private static ulong SlotOf(int code, uint offset) => ((ulong)offset << 32) | (uint)(code + 1);

    private static void Insert(ulong[] slots, ulong hash, ulong slot)
    {
        var i = (int)hash & (slots.Length - 1);
        while (slots[i] != 0)
            i = (i + 1) & (slots.Length - 1);
        Volatile.Write(ref slots[i], slot);
    }

    private int ShardOf(ulong hash) => (int)(hash >> 40) & (_shards.Length - 1);

    private uint OffsetOf(int code)
    {
        var offsets = Volatile.Read(ref _offsets);
        return code >= 0 && code >> ChunkBits < offsets.Length && offsets[code >> ChunkBits] is { } chunk && (code & ((1 << ChunkBits) - 1)) is var at && at < chunk.Length
            ? Volatile.Read(ref chunk[at])
            : 0;
    }

    private uint[] Chunk(int code)
    {
        var number = code >> ChunkBits;
        var offsets = _offsets;
        if (number >= offsets.Length)
            Array.Resize(ref offsets, number + 1);
        var wanted = (code & ((1 << ChunkBits) - 1)) + 1;
        var chunk = offsets[number] ?? [];
        if (chunk.Length < wanted)
        {
            Array.Resize(ref chunk, Math.Min(1 << ChunkBits, Math.Max(64, (int)BitOperations.RoundUpToPowerOf2((uint)wanted))));
            offsets = [.. offsets];
            offsets[number] = chunk;
            Volatile.Write(ref _offsets, offsets);
        }

        return chunk;
    }

    private ulong[] Rebuild(int shard)
    {
        var old = _shards[shard] ?? [];
        var live = 0;
        foreach (var slot in old)
            live += slot is not (0 or ErasedSlot) ? 1 : 0;
        var slots = new ulong[Math.Max(8, (int)BitOperations.RoundUpToPowerOf2((uint)(live + 1) * 2))];
        foreach (var slot in old)
        {
            if (slot is not (0 or ErasedSlot))
                Insert(slots, XxHash64.Hash(_arena.Get((uint)(slot >> 32)), Seed), slot);
        }

        _used[shard] = live;
        Volatile.Write(ref _shards[shard], slots);
        return slots;
    }
}
