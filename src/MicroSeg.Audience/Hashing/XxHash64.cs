using System.Buffers.Binary;
using System.Numerics;

namespace MicroSeg.Audience.Hashing;

/// <summary>
/// The 64-bit xxHash (XXH64) of Yann Collet's xxHash specification: fast, well spread, the same on every machine and in every version. It is no
/// protection against someone who chooses the input.
/// </summary>
public sealed class XxHash64
{
    private const ulong Prime1 = 11400714785074694791;
    private const ulong Prime2 = 14029467366897019727;
    private const ulong Prime3 = 1609587929392839161;
    private const ulong Prime4 = 9650029242287828579;
    private const ulong Prime5 = 2870177450012600261;
    private const int StripeLength = 32;

    private readonly byte[] _rest = new byte[StripeLength];
    private readonly ulong _seed;
    private Lanes _lanes;
    private ulong _length;
    private int _restLength;

    /// <summary>Starts a hash of bytes that come in pieces.</summary>
    public XxHash64(ulong seed = 0)
    {
        _seed = seed;
        _lanes = new Lanes(seed);
    }

    /// <summary>The hash of <paramref name="data"/>.</summary>
    public static ulong Hash(ReadOnlySpan<byte> data, ulong seed = 0)
    {
        var length = (ulong)data.Length;
        var hash = seed + Prime5;
        if (data.Length >= StripeLength)
        {
            var lanes = new Lanes(seed);
            data = lanes.Consume(data);
            hash = lanes.Merge();
        }

        return Finish(hash + length, data);
    }

    /// <summary>Adds the next piece.</summary>
    public void Append(ReadOnlySpan<byte> data)
    {
        _length += (ulong)data.Length;
        if (_restLength > 0)
        {
            var taken = Math.Min(StripeLength - _restLength, data.Length);
            data[..taken].CopyTo(_rest.AsSpan(_restLength));
            _restLength += taken;
            data = data[taken..];
            if (_restLength < StripeLength)
                return;
            _lanes.Consume(_rest);
        }

        data = _lanes.Consume(data);
        data.CopyTo(_rest);
        _restLength = data.Length;
    }

    /// <summary>The hash of everything added so far.</summary>
    public ulong Current()
    {
        var hash = _length >= StripeLength ? _lanes.Merge() : _seed + Prime5;
        return Finish(hash + _length, _rest.AsSpan(0, _restLength));
    }

    private static ulong Finish(ulong hash, ReadOnlySpan<byte> rest)
    {
        for (; rest.Length >= 8; rest = rest[8..])
            hash = (BitOperations.RotateLeft(hash ^ Round(0, BinaryPrimitives.ReadUInt64LittleEndian(rest)), 27) * Prime1) + Prime4;
        if (rest.Length >= 4)
        {
            hash = (BitOperations.RotateLeft(hash ^ (BinaryPrimitives.ReadUInt32LittleEndian(rest) * Prime1), 23) * Prime2) + Prime3;
            rest = rest[4..];
        }

        foreach (var b in rest)
            hash = BitOperations.RotateLeft(hash ^ (b * Prime5), 11) * Prime1;
        hash = (hash ^ (hash >> 33)) * Prime2;
        hash = (hash ^ (hash >> 29)) * Prime3;
        return hash ^ (hash >> 32);
    }

    private static ulong Round(ulong lane, ulong input) => BitOperations.RotateLeft(lane + (input * Prime2), 31) * Prime1;

    private struct Lanes(ulong seed)
    {
        private ulong _a = seed + Prime1 + Prime2;
        private ulong _b = seed + Prime2;
        private ulong _c = seed;
        private ulong _d = seed - Prime1;

        /// <summary>Takes all whole stripes and returns what is left.</summary>
        public ReadOnlySpan<byte> Consume(ReadOnlySpan<byte> data)
        {
            var (a, b, c, d) = (_a, _b, _c, _d);
            for (; data.Length >= StripeLength; data = data[StripeLength..])
            {
                a = Round(a, BinaryPrimitives.ReadUInt64LittleEndian(data));
                b = Round(b, BinaryPrimitives.ReadUInt64LittleEndian(data[8..]));
                c = Round(c, BinaryPrimitives.ReadUInt64LittleEndian(data[16..]));
                d = Round(d, BinaryPrimitives.ReadUInt64LittleEndian(data[24..]));
            }

            (_a, _b, _c, _d) = (a, b, c, d);
            return data;
        }

        public readonly ulong Merge()
        {
            var hash = BitOperations.RotateLeft(_a, 1) + BitOperations.RotateLeft(_b, 7) + BitOperations.RotateLeft(_c, 12) + BitOperations.RotateLeft(_d, 18);
            hash = ((hash ^ Round(0, _a)) * Prime1) + Prime4;
            hash = ((hash ^ Round(0, _b)) * Prime1) + Prime4;
            hash = ((hash ^ Round(0, _c)) * Prime1) + Prime4;
            return ((hash ^ Round(0, _d)) * Prime1) + Prime4;
        }
    }
}
