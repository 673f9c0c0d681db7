using System.Text;
using MicroSeg.Audience.Bitmaps;
using MicroSeg.Audience.Hashing;
using MicroSeg.Audience.Index;

namespace MicroSeg.Audience.Evaluation;

/// <summary>
/// Chooses from customers by the hash of a salt and their ids, as the condition <c>{ "sample": … }</c> does: the same ones on every machine, spread
/// over all. Of one salt a smaller choice is part of a larger one.
/// </summary>
/// <param name="keys">The customers' ids; who has none is never chosen.</param>
/// <param name="salt">What makes this choice another than those of other salts, at most <see cref="MaxSaltLength"/> characters.</param>
public sealed class StableSample(CustomerKeys keys, string salt)
{
    /// <summary>The most characters that a salt may have.</summary>
    public const int MaxSaltLength = SampleNode.MaxSaltLength;

    /// <summary>The number of buckets that customers fall into.</summary>
    public const int Buckets = SampleNode.Buckets;

    private const int BinBits = 16;

    private readonly byte[] _salt = Encoding.UTF8.GetBytes(salt);

    /// <summary>The members that fall into the first <paramref name="buckets"/> of the million buckets.</summary>
    public CustomerSet Share(CustomerSet set, int buckets) => Where(set, (hash, _) => (int)Math.BigMul(hash, Buckets, out ulong _) < buckets);

    /// <summary>The members up to a bound that <see cref="First"/> gave.</summary>
    public CustomerSet UpTo(CustomerSet set, SampleBound bound) => Where(set, (hash, ordinal) => new SampleBound(hash, ordinal) <= bound);

    /// <summary>The <paramref name="count"/> members whose hashes are the smallest; all when there are no more.</summary>
    /// <param name="set">The customers.</param>
    /// <param name="count">How many; 1 or more.</param>
    /// <param name="bound">The last of them; null when all are chosen.</param>
    public CustomerSet First(CustomerSet set, int count, out SampleBound? bound)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        bound = null;
        var all = new List<SampleBound>(set.Count);
        var bins = new int[1 << BinBits];
        foreach (var (hash, ordinal) in Hashes(set))
        {
            all.Add(new SampleBound(hash, ordinal));
            bins[hash >> (64 - BinBits)]++;
        }

        if (all.Count <= count)
            return set;

        // Only the bin that holds the last of them needs to be sorted.
        var (bin, below) = (0, 0);
        for (; below + bins[bin] < count; bin++)
            below += bins[bin];
        var candidates = all.FindAll(s => s.Hash >> (64 - BinBits) == (ulong)bin);
        candidates.Sort();
        var last = candidates[count - below - 1];
        bound = last;
        return CustomerSet.Of(all.Where(s => s <= last).Select(s => s.Ordinal));
    }

    private CustomerSet Where(CustomerSet set, Func<ulong, int, bool> isChosen) =>
        CustomerSet.Of(Hashes(set).Where(s => isChosen(s.Hash, s.Ordinal)).Select(s => s.Ordinal));

    private IEnumerable<(ulong Hash, int Ordinal)> Hashes(CustomerSet set)
    {
        var buffer = new byte[_salt.Length + CustomerKeys.MaxIdLength];
        _salt.CopyTo(buffer, 0);
        foreach (var ordinal in set)
        {
            if (keys.TryCopyId(ordinal, buffer.AsSpan(_salt.Length), out var length))
                yield return (XxHash64.Hash(buffer.AsSpan(0, _salt.Length + length)), ordinal);
        }
    }
}

/// <summary>The last customer of a choice. Customers are in the order of their hashes, then of their ordinals.</summary>
/// <param name="Hash">XXH64 of salt and id.</param>
/// <param name="Ordinal">The customer.</param>
public readonly record struct SampleBound(ulong Hash, int Ordinal) : IComparable<SampleBound>
{
    /// <summary>A bound behind every customer.</summary>
    public static SampleBound Last { get; } = new(ulong.MaxValue, int.MaxValue);

    /// <inheritdoc/>
    public int CompareTo(SampleBound other) => Hash != other.Hash ? Hash.CompareTo(other.Hash) : Ordinal.CompareTo(other.Ordinal);

    /// <summary>Whether one comes before the other.</summary>
    public static bool operator <(SampleBound left, SampleBound right) => left.CompareTo(right) < 0;

    /// <summary>Whether one comes after the other.</summary>
    public static bool operator >(SampleBound left, SampleBound right) => left.CompareTo(right) > 0;

    /// <summary>Whether one does not come after the other.</summary>
    public static bool operator <=(SampleBound left, SampleBound right) => left.CompareTo(right) <= 0;

    /// <summary>Whether one does not come before the other.</summary>
    public static bool operator >=(SampleBound left, SampleBound right) => left.CompareTo(right) >= 0;
}
