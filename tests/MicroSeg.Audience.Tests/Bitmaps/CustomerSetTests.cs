using FsCheck;
using FsCheck.Fluent;
using MicroSeg.Audience.Bitmaps;

namespace MicroSeg.Audience.Tests.Bitmaps;

public sealed class CustomerSetTests
{
    // Dense stretches, scattered members and whole pages, on few pages, so that every pair of container kinds meets.
    internal static readonly Arbitrary<int[]> Ordinals = Gen.Choose(0, int.MaxValue - 1).Select(Generate).ToArbitrary();

    [Theory]
    [InlineData(0.0001)]
    [InlineData(0.02)]
    [InlineData(0.5)]
    [InlineData(0.999)]
    public void The_bits_of_some_rows_are_those_of_the_members_among_them(double share)
    {
        var random = new Random(11);
        var set = CustomerSet.Of(Enumerable.Range(0, 3 * 65_536).Where(o => o >> 16 != 1 && random.NextDouble() < share));
        Span<ulong> words = stackalloc ulong[1024];
        for (var turn = 0; turn < 300; turn++)
        {
            var (page, first) = (random.Next(4), turn % 2 == 0 ? random.Next(65_536) : random.Next(64) * 1_024);
            var count = random.Next(1, Math.Min(65_536 - first, turn % 3 == 0 ? 2 : 1_024) + 1);
            words.Fill(ulong.MaxValue);
            set.CopyRowBits(page, first, count, words[..((count + 63) / 64)]);
            for (var row = 0; row < (count + 63) / 64 * 64; row++)
                Assert.Equal(row < count && set.Contains((page << 16) | (first + row)), (words[row >> 6] >> row & 1) != 0);
        }
    }

    [Fact]
    public void Every_operation_agrees_with_a_sorted_set() => Prop.ForAll(Ordinals, Ordinals, (a, b) =>
    {
        var (left, right) = (CustomerSet.Of(a), CustomerSet.Of(b));
        var (l, r) = (new SortedSet<int>(a), new SortedSet<int>(b));
        AssertSame(l, left);
        AssertSame(l.Intersect(r), left.And(right));
        AssertSame(l.Union(r).Order(), left.Or(right));
        AssertSame(l.Except(r), left.AndNot(right));
        AssertSame(r.Except(l), right.AndNot(left));
        AssertSame(l.Union(r).Except(l.Intersect(r)).Order(), left.Xor(right));
        Assert.Equal(l.Intersect(r).Count(), left.AndCount(right));
        Assert.Equal(l.SetEquals(r), left.SetEquals(right));
    }).Check(Config.QuickThrowOnFailure.WithMaxTest(50));

    [Fact]
    public void Members_can_be_found_counted_and_chosen() => Prop.ForAll(Ordinals, Gen.Choose(0, 5 << 16).ToArbitrary(), (a, probe) =>
    {
        var set = CustomerSet.Of(a);
        int[] sorted = [.. new SortedSet<int>(a)];
        Assert.Equal(sorted.Contains(probe), set.Contains(probe));
        Assert.Equal(sorted.Count(m => m < probe), set.Rank(probe));
        Assert.Equal(sorted.Where(m => m >= probe), set.From(probe));
        for (var i = 0; i < sorted.Length; i += 1 + (sorted.Length / 100))
        {
            Assert.Equal(sorted[i], set.Select(i));
            Assert.Equal(i, set.Rank(sorted[i]));
            Assert.True(set.Contains(sorted[i]));
        }
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Single_members_come_and_go() => Prop.ForAll(Ordinals, Ordinals, (a, changes) =>
    {
        var set = CustomerSet.Of(a);
        var model = new SortedSet<int>(a);
        foreach (var ordinal in changes.Take(300))
        {
            var before = set;
            set = model.Add(ordinal) ? set.With(ordinal) : set.Without(ordinal);
            if (before.Contains(ordinal))
                model.Remove(ordinal);
            Assert.NotSame(before, set);
            Assert.Equal(model.Contains(ordinal), set.Contains(ordinal));
            Assert.Same(set, model.Contains(ordinal) ? set.With(ordinal) : set.Without(ordinal));
        }

        AssertSame(model, set);
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Bits_of_a_page_can_be_written_and_read() => Prop.ForAll(Ordinals, a =>
    {
        var set = CustomerSet.Of(a);
        var pages = Enumerable.Range(0, 6).Select(page =>
        {
            var words = new ulong[1024];
            words.AsSpan().Fill(ulong.MaxValue);
            set.CopyPageBits(page, words);
            return words;
        }).ToArray();
        AssertSame(set, CustomerSet.FromPageBits(6, page => pages[page]));
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Edges_are_members_like_any_other()
    {
        int[] edges = [0, 65_535, 65_536, int.MaxValue - 1, int.MaxValue];
        var set = edges.Aggregate(CustomerSet.Empty, (s, o) => s.With(o));
        Assert.Equal(edges, set);
        Assert.False(set.Contains(-1));
        Assert.Same(CustomerSet.Empty.And(set), CustomerSet.Empty);
        Assert.Throws<ArgumentOutOfRangeException>(() => set.With(-1));
        Assert.Throws<ArgumentOutOfRangeException>(() => set.Select(5));
    }

    [Theory]
    [InlineData(1_000_000)]
    [InlineData(50_000_000)]
    public void A_microsegment_takes_less_than_a_kibibyte(int customers)
    {
        var random = new Random(1);
        var set = CustomerSet.Of(Enumerable.Range(0, 100).Select(_ => random.Next(customers)));
        Assert.InRange(set.Bytes, 1, 1024);
    }

    [Fact]
    public void Everyone_takes_next_to_nothing() => Assert.InRange(CustomerSet.Of(Enumerable.Range(0, 1_000_000)).Bytes, 1, 2048);

    internal static void AssertSame(IEnumerable<int> expected, CustomerSet actual)
    {
        int[] members = [.. expected];
        Assert.Equal(members.Length, actual.Count);
        Assert.True(members.AsSpan().SequenceEqual([.. actual]));
    }

    private static int[] Generate(int seed)
    {
        var random = new Random(seed);
        var ordinals = new List<int>();
        for (var part = random.Next(5); part > 0; part--)
        {
            var page = random.Next(4) << 16;
            switch (random.Next(4))
            {
                case 0:
                    ordinals.AddRange(Enumerable.Range(page + random.Next(60_000), random.Next(10_000)));
                    break;
                case 1:
                    ordinals.AddRange(Enumerable.Range(0, random.Next(9_000)).Select(_ => page + random.Next(65_536)));
                    break;
                case 2:
                    ordinals.AddRange(Enumerable.Range(0, random.Next(50)).Select(_ => random.Next(5 << 16)));
                    break;
                default:
                    ordinals.AddRange(Enumerable.Range(page, 65_536));
                    break;
            }
        }

        return [.. ordinals];
    }
}
