using MicroSeg.Api.Membership;
using MicroSeg.Audience.Bitmaps;

namespace MicroSeg.Api.Tests.Membership;

public sealed class MemberTimesTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Tell_what_a_plain_dictionary_tells(int seed)
    {
        var random = new Random(seed);
        var times = MemberTimes.Empty;
        var expected = new Dictionary<int, DateTimeOffset>();
        for (var step = 0; step < 400; step++)
        {
            var at = DateTimeOffset.UnixEpoch.AddSeconds(step);
            var size = random.Next(4) == 0 ? 3_000 : random.Next(1, 40);
            var some = Enumerable.Range(0, size).Select(_ => random.Next(200_000)).ToHashSet();
            List<int> entered = [.. some.Where(o => !expected.ContainsKey(o))];
            List<int> exited = [.. (random.Next(5) == 0 ? expected.Keys.Where(o => o % 3 == 0) : some.Where(expected.ContainsKey)).ToList()];

            times = times.With(CustomerSet.Of(entered), CustomerSet.Of(exited), at);
            exited.ForEach(o => expected.Remove(o));
            entered.ForEach(o => expected.Add(o, at));
            if (step % 20 == 0)
                Assert.All(expected, e => Assert.Equal(e.Value, times.Find(e.Key)));
        }
    }
}
