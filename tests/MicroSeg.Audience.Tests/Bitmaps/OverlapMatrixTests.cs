using System.Numerics;
using System.Runtime.Intrinsics.X86;
using FsCheck;
using FsCheck.Fluent;
using MicroSeg.Audience.Bitmaps;
using MicroSeg.Audience.Bitmaps.Containers;
using MicroSeg.Audience.Evaluation;

namespace MicroSeg.Audience.Tests.Bitmaps;

public sealed class OverlapMatrixTests
{
    private static readonly Arbitrary<int[][]> SomeSets = CustomerSetTests.Ordinals.Generator.ListOf().Select(l => l.Take(12).ToArray()).ToArbitrary();

    [Fact]
    public void Each_pair_is_counted_as_hash_sets_count_it() => Prop.ForAll(SomeSets, sets =>
    {
        var models = sets.Select(s => new HashSet<int>(s)).ToArray();
        var matrix = OverlapMatrix.Count([.. sets.Select(CustomerSet.Of)], new EvaluationOptions(MaxDegreeOfParallelism: 3));
        Assert.Equal(models.Length, matrix.Size);
        for (var i = 0; i < models.Length; i++)
        {
            for (var j = 0; j < models.Length; j++)
                Assert.Equal(models[i].Count(models[j].Contains), matrix[i, j]);
        }
    }).Check(Config.QuickThrowOnFailure.WithMaxTest(40));

    [Fact]
    public void Sets_around_the_limit_of_probing_meet_dense_and_sparse_ones()
    {
        int[][] sets = [.. new[] { 1, 127, 128, 129, 4096, 4097, 40_000 }.Select(count => Enumerable.Range(0, count).Select(i => (i * 3 % 65_536) + (1 << 16)).ToArray())];
        var matrix = OverlapMatrix.Count([.. sets.Select(CustomerSet.Of)]);
        for (var i = 0; i < sets.Length; i++)
        {
            for (var j = 0; j < sets.Length; j++)
                Assert.Equal(sets[Math.Min(i, j)].Length, matrix[i, j]);
        }
    }

    [Fact]
    public void No_sets_make_an_empty_matrix()
    {
        var matrix = OverlapMatrix.Count([]);
        Assert.Equal(0, matrix.Size);
        Assert.Throws<ArgumentOutOfRangeException>(() => matrix[0, 0]);
        Assert.Equal(0, OverlapMatrix.Count([CustomerSet.Empty, CustomerSet.Of([1])])[0, 1]);
    }

    [Fact]
    public void It_can_be_stopped()
    {
        using var stopped = new CancellationTokenSource();
        stopped.Cancel();
        Assert.ThrowsAny<OperationCanceledException>(() => OverlapMatrix.Count([CustomerSet.Of([1])], cancellation: stopped.Token));
    }

    [Fact]
    public void Every_width_of_vectors_counts_the_same()
    {
        var random = new Random(7);
        foreach (var length in Enumerable.Range(0, 300).Append(BitWords.Length))
        {
            ulong[] left = [.. Enumerable.Range(0, length).Select(_ => length % 3 == 0 ? ulong.MaxValue : (ulong)random.NextInt64())];
            ulong[] right = [.. Enumerable.Range(0, length).Select(_ => length % 3 == 0 ? ulong.MaxValue : (ulong)random.NextInt64())];
            var expected = left.Zip(right, (a, b) => BitOperations.PopCount(a & b)).Sum();
            Assert.Equal(expected, CommonBits.Count(left, right));
            Assert.Equal(expected, CommonBits.CountByWord(left, right));
            if (Avx2.IsSupported)
                Assert.Equal(expected, CommonBits.CountBy256(left, right));
            if (Avx512BW.IsSupported)
                Assert.Equal(expected, CommonBits.CountBy512(left, right));
        }
    }
}
