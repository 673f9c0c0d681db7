using MicroSeg.Api.Membership;
using MicroSeg.Api.Membership.Past;

namespace MicroSeg.Api.Tests.Membership.Past;

public sealed class HistoryPageTests
{
    private const int Month = (2026 * 12) + 5;

    private static readonly long Start = HistoryMonth.StartOf(Month).ToUnixTimeSeconds();

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void A_page_gives_back_what_was_written_at_once_or_bit_by_bit(int seed)
    {
        var random = new Random(seed);
        var expected = new List<(HistoryGroup Group, ushort[] Places)>();
        byte[]? page = null;
        var seconds = Start;
        for (var part = 0; part < 12; part++)
        {
            var writer = new HistoryPageWriter(Month, page);
            for (var i = 0; i < random.Next(1, 40); i++)
            {
                seconds += random.Next(3) == 0 ? 0 : random.Next(20_000);
                var group = new HistoryGroup(seconds, (MembershipCause)random.Next(1, 9), random.Next(4) == 0 ? random.NextInt64(long.MaxValue) : 7, random.Next(2) == 0);
                var places = Places(random);
                expected.Add((group, places));
                writer.Add(group, places);
            }

            page = writer.ToArray();
        }

        var room = new ushort[HistoryPage.Width];
        var reader = new HistoryPageReader(Month, page);
        foreach (var (group, places) in expected)
        {
            Assert.True(reader.Read());
            Assert.Equal(group, reader.Group);
            Assert.Equal(places, reader.Places(room).ToArray());
            var has = new bool[HistoryPage.Width];
            for (var place = 0; place < has.Length; place++)
                has[place] = reader.Has(place);
            Assert.Equal(places, Enumerable.Range(0, has.Length).Where(p => has[p]).Select(p => (ushort)p));
        }

        Assert.False(reader.Read());
    }

    [Fact]
    public void All_customers_of_a_page_at_once_take_an_eighth_of_a_byte_each()
    {
        var writer = new HistoryPageWriter(Month);

        writer.Add(new HistoryGroup(Start, MembershipCause.Definition, 1, true), [.. Enumerable.Range(0, HistoryPage.Width).Select(p => (ushort)p)]);

        Assert.InRange(writer.ToArray().Length, 1, (HistoryPage.Width / 8) + 8);
    }

    [Fact]
    public void A_single_entry_takes_few_bytes()
    {
        var writer = new HistoryPageWriter(Month);
        for (var i = 0; i < 1_000; i++)
            writer.Add(new HistoryGroup(Start + (i * 2_000), MembershipCause.Event, 3, i % 2 == 0), [(ushort)(i * 7 % HistoryPage.Width)]);

        Assert.InRange(writer.ToArray().Length, 1, 5_100);
    }

    [Fact]
    public void Groups_that_go_back_in_time_are_refused()
    {
        var writer = new HistoryPageWriter(Month);
        writer.Add(new HistoryGroup(Start + 5, MembershipCause.Event, 1, true), [1]);

        Assert.Throws<ArgumentException>(() => writer.Add(new HistoryGroup(Start + 4, MembershipCause.Event, 1, false), [1]));
    }

    [Theory]
    [InlineData(new byte[0])]
    [InlineData(new byte[] { 9 })]
    [InlineData(new byte[] { 1, 0x21, 0x80 })]
    public void Damaged_pages_are_told(byte[] data) => Assert.Throws<InvalidDataException>(() =>
    {
        var reader = new HistoryPageReader(Month, data);
        reader.Read();
    });

    [Fact]
    public void Months_are_those_of_the_calendar()
    {
        Assert.Equal(new DateTimeOffset(2026, 6, 1, 0, 0, 0, TimeSpan.Zero), HistoryMonth.StartOf(Month));
        for (var at = new DateTimeOffset(2023, 11, 30, 23, 59, 59, TimeSpan.Zero); at.Year < 2025; at = at.AddHours(7))
            Assert.InRange(at, HistoryMonth.StartOf(HistoryMonth.Of(at)), HistoryMonth.StartOf(HistoryMonth.Of(at) + 1).AddTicks(-1));
    }

    private static ushort[] Places(Random random)
    {
        var count = random.Next(4) switch { 0 => 1, 1 => random.Next(1, 20), 2 => random.Next(1, 600), _ => random.Next(1, HistoryPage.Width + 1) };
        return [.. Enumerable.Range(0, count).Select(_ => (ushort)random.Next(HistoryPage.Width)).Distinct().Order()];
    }
}
