using MicroSeg.Api.Membership;
using MicroSeg.Api.Membership.Past;
using MicroSeg.Audience.Bitmaps;

namespace MicroSeg.Api.Tests.Membership.Past;

public sealed class MemberTimesFormatTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Times_come_back_as_they_were_whatever_way_they_are_held(int seed)
    {
        var random = new Random(seed);
        var times = MemberTimes.Empty;
        var expected = new Dictionary<int, DateTimeOffset>();
        for (var step = 0; step < 60; step++)
        {
            var at = DateTimeOffset.UnixEpoch.AddSeconds(1_780_000_000 + random.Next(50_000_000));
            var entered = Enumerable.Range(0, random.Next(3) == 0 ? 3_000 : random.Next(1, 40)).Select(_ => random.Next(200_000)).Where(o => !expected.ContainsKey(o)).ToHashSet();
            var exited = expected.Keys.Where(_ => random.Next(20) == 0).ToHashSet();
            times = times.With(CustomerSet.Of(entered), CustomerSet.Of(exited), at);
            foreach (var ordinal in exited)
                expected.Remove(ordinal);
            foreach (var ordinal in entered)
                expected.Add(ordinal, at);
        }

        var read = MemberTimesFormat.Read(MemberTimesFormat.Write(times));
        var ordered = expected.OrderBy(e => e.Key).ToList();
        var made = MemberTimes.Of([.. ordered.Select(e => e.Key)], [.. ordered.Select(e => (uint)e.Value.ToUnixTimeSeconds())]);

        Assert.All(expected, e => Assert.Equal((e.Value, e.Value), (read.Find(e.Key), made.Find(e.Key))));
        Assert.Equal(ordered.Select(e => (DateTimeOffset?)e.Value), ordered.Select(e => MemberTimesFormat.Read(MemberTimesFormat.Write(made)).Find(e.Key)));
    }

    [Fact]
    public void A_million_who_entered_at_once_take_a_bit_each()
    {
        var everyone = CustomerSet.Of(Enumerable.Range(0, 1_000_000).Where(o => o % 3 != 1));

        Assert.InRange(MemberTimesFormat.Write(MemberTimes.Empty.With(everyone, CustomerSet.Empty, DateTimeOffset.UnixEpoch.AddDays(20_000))).Length, 1, 140_000);
    }
}
