using System.Buffers;
using System.Buffers.Binary;
using Microsoft.Extensions.Caching.Hybrid;

namespace MicroSeg.Api.Caching;

/// <summary>Entries as bytes: a format number and the three times, then the value as its serializer writes it.</summary>
internal static class EntryPayload
{
    private const byte Format = 1;
    private const int HeaderLength = 1 + (3 * sizeof(long));

    public static byte[] Write<T>(CacheEntry<T> entry, IHybridCacheSerializer<T> serializer)
    {
        var writer = new ArrayBufferWriter<byte>(HeaderLength + (int)Math.Min(entry.Size, 1 << 20));
        var header = writer.GetSpan(HeaderLength);
        header[0] = Format;
        BinaryPrimitives.WriteInt64LittleEndian(header[1..], entry.CreatedAt.UtcTicks);
        BinaryPrimitives.WriteInt64LittleEndian(header[9..], entry.ExpiresAt.UtcTicks);
        BinaryPrimitives.WriteInt64LittleEndian(header[17..], entry.StaleUntil.UtcTicks);
        writer.Advance(HeaderLength);
        serializer.Serialize(entry.Value, writer);
        return writer.WrittenSpan.ToArray();
    }

    /// <summary>Reads an entry; null when the bytes are of another format.</summary>
    public static CacheEntry<T>? Read<T>(byte[] payload, IHybridCacheSerializer<T> serializer)
    {
        if (payload.Length < HeaderLength || payload[0] != Format)
            return null;
        return new CacheEntry<T>(
            serializer.Deserialize(new ReadOnlySequence<byte>(payload, HeaderLength, payload.Length - HeaderLength)),
            Instant(payload, 1),
            Instant(payload, 9),
            Instant(payload, 17),
            payload.Length);
    }

    private static DateTimeOffset Instant(byte[] payload, int offset) => new(BinaryPrimitives.ReadInt64LittleEndian(payload.AsSpan(offset)), TimeSpan.Zero);
}
