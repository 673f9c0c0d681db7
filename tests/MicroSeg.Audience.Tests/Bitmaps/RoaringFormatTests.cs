using FsCheck;
using FsCheck.Fluent;
using MicroSeg.Audience.Bitmaps;

namespace MicroSeg.Audience.Tests.Bitmaps;

public sealed class RoaringFormatTests
{
    // Spelled out from the specification: cookie, count, (key, cardinality - 1) each, offset each, values.
    private const string WithoutRuns =
        "3A300000 02000000" + "00000200" + "01000000" + "18000000" + "1E000000" + "0100 0300 FFFF" + "0200";

    // Cookie with (containers - 1) above, run flags, (key, cardinality - 1), no offsets below four containers, runs as (count, start, length - 1).
    private const string WithRuns =
        "3B300100" + "01" + "00006300" + "01000000" + "0100 0A00 6300" + "0700";

    [Fact]
    public void Arrays_are_written_as_specified() =>
        AssertGolden(WithoutRuns, [1, 3, 65_535, 65_538]);

    [Fact]
    public void Runs_are_written_as_specified() =>
        AssertGolden(WithRuns, [.. Enumerable.Range(10, 100), 65_543]);

    [Fact]
    public void Bitmaps_are_written_as_specified()
    {
        var even = Enumerable.Range(0, 32_768).Select(i => i * 2).ToArray();
        var data = RoaringFormat.Write(CustomerSet.Of(even));
        Assert.Equal(Convert.FromHexString("3A300000010000000000FF7F10000000"), data[..16]);
        Assert.Equal(16 + 8192, data.Length);
        Assert.All(data[16..], b => Assert.Equal(0x55, b));
        AssertReads(even, data);
    }

    [Fact]
    public void From_four_containers_on_runs_have_offsets_too()
    {
        int[] members = [.. Enumerable.Range(0, 100), 65_536, 131_072, 196_608];
        var data = RoaringFormat.Write(CustomerSet.Of(members));
        // 4 cookie, 1 flags, 16 headers, 16 offsets; then the run container of 6 bytes.
        Assert.Equal(new uint[] { 37, 43, 45, 47 }, Enumerable.Range(0, 4).Select(i => BitConverter.ToUInt32(data, 21 + (i * 4))));
        AssertReads(members, data);
    }

    [Fact]
    public void The_empty_set_is_a_cookie_and_a_zero()
    {
        var data = RoaringFormat.Write(CustomerSet.Empty);
        Assert.Equal(Convert.FromHexString("3A30000000000000"), data);
        AssertReads([], data);
    }

    [Fact]
    public void What_is_written_is_read_again() => Prop.ForAll(CustomerSetTests.Ordinals, ordinals =>
        AssertReads([.. new SortedSet<int>(ordinals)], RoaringFormat.Write(CustomerSet.Of(ordinals)))).QuickCheckThrowOnFailure();

    [Fact]
    public void Damaged_data_is_refused_or_is_another_whole_set() => Prop.ForAll(CustomerSetTests.Ordinals, Gen.Choose(0, int.MaxValue).ToArbitrary(), (ordinals, seed) =>
    {
        var random = new Random(seed);
        var data = RoaringFormat.Write(CustomerSet.Of(ordinals));
        for (var round = 0; round < 50; round++)
        {
            var damaged = data.ToArray();
            damaged[random.Next(Math.Min(damaged.Length, 64))] ^= (byte)random.Next(1, 256);
            if (RoaringFormat.TryRead(damaged, out var set, out var error))
                Assert.Equal(set.Count, set.Distinct().Count());
            else
                Assert.NotNull(error);
            Assert.False(RoaringFormat.TryRead(data.AsSpan(0, random.Next(data.Length)), out _, out _));
        }
    }).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData("", "ends too early")]
    [InlineData("3A300000FFFFFFFF", "more than there are pages")]
    [InlineData("3C30000000000000", "no Roaring cookie")]
    [InlineData("3A300000010000000080000010000000 0100", "ordinals end")]
    [InlineData("3A300000010000000000010010000000 05000500", "out of order")]
    [InlineData("3A300000010000000000010010000000 0500060007", "follow")]
    public void Errors_say_what_is_wrong(string hex, string expected)
    {
        Assert.False(RoaringFormat.TryRead(Bytes(hex), out _, out var error));
        Assert.Contains(expected, error, StringComparison.Ordinal);
    }

    private static void AssertGolden(string hex, int[] members)
    {
        Assert.Equal(Bytes(hex), RoaringFormat.Write(CustomerSet.Of(members)));
        AssertReads(members, Bytes(hex));
    }

    private static void AssertReads(int[] members, byte[] data)
    {
        Assert.True(RoaringFormat.TryRead(data, out var set, out var error), error);
        CustomerSetTests.AssertSame(members, set);
    }

    private static byte[] Bytes(string hex) => Convert.FromHexString(hex.Replace(" ", "", StringComparison.Ordinal));
}
