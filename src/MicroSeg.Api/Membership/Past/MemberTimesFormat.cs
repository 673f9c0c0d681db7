using System.Buffers;
using MicroSeg.Audience.Bitmaps;

namespace MicroSeg.Api.Membership.Past;

/// <summary>
/// Since when members are members, as bytes: the sets of those who entered together, each with its time and its length, then the others: how far each ordinal and each time is from the one before.
/// </summary>
internal static class MemberTimesFormat
{
    private const byte Format = 1;

    public static byte[] Write(MemberTimes times)
    {
        var output = new ArrayBufferWriter<byte>(256);
        output.Write([Format]);
        var crowds = times.Crowds.ToList();
        Base128.Write(output, (ulong)crowds.Count);
        foreach (var (seconds, members) in crowds)
        {
            var roaring = RoaringFormat.Write(members);
            Base128.Write(output, seconds);
            Base128.Write(output, (ulong)roaring.Length);
            output.Write(roaring);
        }

        Base128.Write(output, (ulong)times.Singles.Count);
        var before = (Ordinal: 0, Seconds: 0U);
        foreach (var single in times.Singles.Entries)
        {
            Base128.Write(output, (ulong)(single.Ordinal - before.Ordinal));
            Base128.Write(output, Fold((long)single.Seconds - before.Seconds));
            before = single;
        }

        return output.WrittenSpan.ToArray();
    }

    /// <exception cref="InvalidDataException">The bytes are not those that were written.</exception>
    public static MemberTimes Read(ReadOnlySpan<byte> data)
    {
        if (data.IsEmpty || data[0] != Format)
            throw new InvalidDataException("A membership checkpoint is damaged, or was written by a later version.");
        data = data[1..];
        var crowds = new (uint Seconds, CustomerSet Members)[Base128.Read(ref data)];
        for (var i = 0; i < crowds.Length; i++)
        {
            var seconds = (uint)Base128.Read(ref data);
            var length = (int)Base128.Read(ref data);
            if (!RoaringFormat.TryRead(data[..length], out var members, out var error))
                throw new InvalidDataException($"A membership checkpoint is damaged: {error}");
            crowds[i] = (seconds, members);
            data = data[length..];
        }

        var (ordinals, times) = (new int[Base128.Read(ref data)], Array.Empty<uint>());
        times = new uint[ordinals.Length];
        var before = (Ordinal: 0, Seconds: 0L);
        for (var i = 0; i < ordinals.Length; i++)
        {
            before = (before.Ordinal + (int)Base128.Read(ref data), before.Seconds + Unfold(Base128.Read(ref data)));
            (ordinals[i], times[i]) = (before.Ordinal, (uint)before.Seconds);
        }

        return MemberTimes.Of(crowds, OrdinalTimes.Of(ordinals, times));
    }

    // Small numbers of either sign become small numbers.
    private static ulong Fold(long value) => (ulong)((value << 1) ^ (value >> 63));

    private static long Unfold(ulong value) => (long)(value >> 1) ^ -(long)(value & 1);
}
