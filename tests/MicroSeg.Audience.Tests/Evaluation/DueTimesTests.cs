using MicroSeg.Audience.Evaluation;

namespace MicroSeg.Audience.Tests.Evaluation;

public class DueTimesTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Tell_and_take_what_a_plain_dictionary_does(int seed)
    {
        var random = new Random(seed);
        var (due, expected) = (new DueTimes(), new Dictionary<int, long>());
        for (var step = 0; step < 3_000; step++)
        {
            var ordinal = random.Next(4) == 0 ? random.Next(2_000_000) : 65_000 + random.Next(1_100);
            var seconds = random.Next(10) == 0 ? long.MaxValue : 1_000 + random.Next(500);
            switch (random.Next(4))
            {
                case 0:
                    due.Lower(ordinal, seconds);
                    Expect(ordinal, Math.Min(seconds, expected.GetValueOrDefault(ordinal, long.MaxValue)));
                    break;
                case 1 when step % 50 == 0:
                    TakeNext(random.Next(1, 2_000));
                    break;
                case 2 when step % 100 == 0:
                    Merge();
                    break;
                default:
                    due.Set(ordinal, seconds);
                    Expect(ordinal, seconds);
                    break;
            }

            Assert.Equal(expected.TryGetValue(ordinal, out var known) ? known : (long?)null, due.Find(ordinal));
            Assert.Equal(expected.Count > 0 ? expected.Values.Min() : (long?)null, due.TryFindNext(out var next) ? next : (long?)null);
        }

        while (expected.Count > 0)
            TakeNext(10_000);
        Assert.False(due.TryFindNext(out _));

        void Expect(int ordinal, long seconds)
        {
            if (seconds == long.MaxValue)
                expected.Remove(ordinal);
            else
                expected[ordinal] = seconds;
        }

        void TakeNext(int count)
        {
            if (!due.TryFindNext(out var seconds))
                return;
            var taken = new List<int>();
            due.Take(seconds, count, taken);
            var all = expected.Where(e => e.Value <= seconds).Select(e => e.Key).Order().ToList();
            Assert.Equal(all.Take(taken.Count), taken);
            Assert.True(taken.Count >= Math.Min(count, all.Count));
            taken.ForEach(o => expected.Remove(o));
        }

        void Merge()
        {
            var other = new DueTimes();
            for (var i = 0; i < 50; i++)
            {
                var (ordinal, seconds) = (random.Next(300_000), 900 + random.Next(700));
                other.Set(ordinal, seconds);
                Expect(ordinal, Math.Min(seconds, expected.GetValueOrDefault(ordinal, long.MaxValue)));
                other.Lower(ordinal, seconds + 1);
            }

            due.Lower(other);
        }
    }
}
