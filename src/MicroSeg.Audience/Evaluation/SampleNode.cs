using System.Text;
using MicroSeg.Audience.Hashing;
using MicroSeg.Audience.Index;

namespace MicroSeg.Audience.Evaluation;

/// <summary>A stable share of the customers by their ids.</summary>
internal sealed class SampleNode(int id, int buckets, int saltIndex, string salt) : PlanNode(id, Customers)
{
    /// <summary>The most characters that a salt may have.</summary>
    public const int MaxSaltLength = 100;

    /// <summary>The number of buckets that customers fall into.</summary>
    public const int Buckets = 1_000_000;

    private readonly byte[] _salt = Encoding.UTF8.GetBytes(salt);

    public override bool ChangesWithTime => false;

    public override int Cost => 3;

    /// <summary>The bucket of a customer, from 0 to 999,999.</summary>
    public static int BucketOf(ReadOnlySpan<byte> saltAndId) => (int)Math.BigMul(XxHash64.Hash(saltAndId), Buckets, out _);

    /// <summary>The bucket of the one customer of a block.</summary>
    public int BucketOf(Block block)
    {
        _ = block.Bits(this);
        _ = block.TryGetBuckets(saltIndex, out var bucketOf);
        return bucketOf[0];
    }

    public override void Evaluate(Block block, Span<ulong> bits)
    {
        // Samples of one salt differ in their size only, so they share the buckets.
        if (!block.TryGetBuckets(saltIndex, out var bucketOf))
            FindBuckets(block, bucketOf);
        for (var i = 0; i < bucketOf.Length; i++)
            bits[i >> 6] |= (bucketOf[i] < buckets ? 1UL : 0) << i;
    }

    private void FindBuckets(Block block, Span<int> bucketOf)
    {
        Span<byte> buffer = stackalloc byte[(MaxSaltLength * 3) + CustomerKeys.MaxIdLength];
        _salt.CopyTo(buffer);
        for (var i = 0; i < bucketOf.Length; i++)
        {
            var exists = block.Keys.TryCopyId(block.FirstOrdinal + i, buffer[_salt.Length..], out var length);
            bucketOf[i] = exists ? BucketOf(buffer[..(_salt.Length + length)]) : Buckets;
        }
    }
}
