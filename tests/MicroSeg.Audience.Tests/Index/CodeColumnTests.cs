using FsCheck;
using FsCheck.Fluent;
using MicroSeg.Audience.Index;
using MicroSeg.Audience.Index.Columns;
using MicroSeg.Audience.Schema;

namespace MicroSeg.Audience.Tests.Index;

public sealed class CodeColumnTests
{
    private static readonly Arbitrary<(long?[] Keys, int Seed)> Columns = Gen.Choose(0, int.MaxValue).Select(seed => (Generate(new Random(seed)), seed)).ToArbitrary();

    [Fact]
    public void Packed_keys_come_back() => Prop.ForAll(Columns, sample =>
        AssertHolds(sample.Keys, ColumnPacking.Pack(Array.ConvertAll(sample.Keys, k => k ?? 0), Array.ConvertAll(sample.Keys, k => k is not null), false)))
        .QuickCheckThrowOnFailure();

    [Fact]
    public void Keys_set_one_by_one_come_back() => Prop.ForAll(Columns, sample =>
    {
        CodeColumn? column = null;
        var random = new Random(sample.Seed);
        var expected = new long?[sample.Keys.Length];
        for (var i = 0; i < 3 * expected.Length; i++)
        {
            var row = random.Next(expected.Length);
            expected[row] = sample.Keys[random.Next(expected.Length)];
            if (expected[row] is { } key)
                column = ColumnPacking.Set(column, row, key, expected.Length, false);
            else
                column?.SetCode(row, 0);
        }

        AssertHolds(expected, column);
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void A_range_of_keys_is_the_range_of_codes() => Prop.ForAll(Columns, sample =>
    {
        if (ColumnPacking.Pack(Array.ConvertAll(sample.Keys, k => k ?? 0), Array.ConvertAll(sample.Keys, k => k is not null), false) is not { } column)
            return;
        var random = new Random(sample.Seed);
        for (var i = 0; i < 50; i++)
        {
            var (min, max) = (Bound(), Bound());
            var any = column.TryMapRange(min, max, out var minCode, out var maxCode);
            if (any)
                Assert.True(minCode >= 1 && minCode <= maxCode && maxCode <= column.MaxCode);
            for (var row = 0; row < column.Length; row++)
            {
                var code = column.CodeAt(row);
                Assert.Equal(sample.Keys[row] >= min && sample.Keys[row] <= max, any && code >= minCode && code <= maxCode);
            }
        }

        long Bound() => random.Next(6) switch
        {
            0 => long.MinValue,
            1 => long.MaxValue,
            2 => random.NextInt64(long.MinValue, long.MaxValue),
            _ => unchecked((sample.Keys[random.Next(sample.Keys.Length)] ?? 0) + random.Next(-1, 2)),
        };
    }).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData(1, 1.0, 2.0, 3.0, 16.0)]
    [InlineData(2, 0.25, 1.0, 255.0, 1000.5)]
    [InlineData(4, 0.0, 1.0, 2.0, 5.0, 255.0)]
    [InlineData(8, 0.1, 0.7, 1e100)]
    public void Numbers_take_few_bytes(int expected, params double[] numbers)
    {
        var column = ColumnPacking.Pack(Array.ConvertAll(numbers, PropertyValue.KeyOf), Array.ConvertAll(numbers, _ => true), false)!;
        Assert.Equal(expected, column.Width);
    }

    [Fact]
    public void Prices_and_days_take_one_or_two_bytes()
    {
        var prices = Enumerable.Range(1, 200).Select(i => i * 10 * PropertyValue.DecimalScale).ToArray();
        Assert.Equal(1, ColumnPacking.Pack(prices, Array.ConvertAll(prices, _ => true), false)!.Width);
        var days = Enumerable.Range(700_000, 30_000).Select(i => (long)i).ToArray();
        Assert.Equal(2, ColumnPacking.Pack(days, Array.ConvertAll(days, _ => true), false)!.Width);
    }

    [Fact]
    public void Both_ends_of_the_keys_fit_one_column()
    {
        long[] keys = [CodeColumn.MinKey, long.MaxValue, 0, 1];
        var column = ColumnPacking.Pack(keys, [true, true, true, true], false)!;
        Assert.Equal(ulong.MaxValue, column.CodeAt(1));
        AssertHolds(Array.ConvertAll(keys, k => (long?)k), column);
        Assert.Throws<ArgumentOutOfRangeException>(() => ColumnPacking.Pack([long.MinValue], [true], false));
    }

    private static void AssertHolds(long?[] expected, CodeColumn? column)
    {
        for (var row = 0; row < expected.Length; row++)
            Assert.Equal(expected[row], column is not null && column.TryGetKey(row, out var key) ? key : null);
    }

    private static long?[] Generate(Random random)
    {
        var (from, step) = (random.NextInt64(-1_000_000, 1_000_000), random.NextInt64(1, 1_000_000));
        var kind = random.Next(5);
        var keys = new long?[random.Next(1, 60)];
        for (var i = 0; i < keys.Length; i++)
        {
            keys[i] = random.Next(5) == 0 ? null : kind switch
            {
                0 => random.NextInt64(CodeColumn.MinKey, long.MaxValue),
                1 => from + (step * random.Next(300)),
                2 => from + random.NextInt64(5_000_000_000),
                3 => PropertyValue.KeyOf(random.Next(-300, 300) / 4.0),
                _ => random.Next(3) switch { 0 => CodeColumn.MinKey, 1 => long.MaxValue, _ => random.Next(3) },
            };
        }

        return keys;
    }
}
