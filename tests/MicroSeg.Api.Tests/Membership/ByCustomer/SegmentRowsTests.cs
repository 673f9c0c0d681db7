using MicroSeg.Api.Membership;
using MicroSeg.Api.Membership.ByCustomer;
using MicroSeg.Audience.Bitmaps;
using MicroSeg.Audience.Evaluation;
using MicroSeg.Audience.Rules;
using MicroSeg.Audience.Schema;

namespace MicroSeg.Api.Tests.Membership.ByCustomer;

public sealed class SegmentRowsTests
{
    private const int Customers = 5_000;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Tell_what_the_sets_tell(int seed)
    {
        var random = new Random(seed);
        var rows = new SegmentRows(denseFrom: 40);
        var state = MembershipState.Nothing;
        for (var step = 0; step < 120; step++)
        {
            var next = step % 20 == 0 ? Redefine(random, state) : Flip(random, state);
            rows.Begin();
            if (step % 20 == 0)
            {
                rows.Change(state, next);
            }
            else
            {
                for (var i = 0; i < next.Segments.Length; i++)
                    rows.Change(next.Segments[i].Key, next.Segments[i].Members, next.Segments[i].Members.AndNot(state.Segments[i].Members), state.Segments[i].Members.AndNot(next.Segments[i].Members));
            }

            Assert.False(rows.TryRead(state, 0, []));
            rows.End(next);
            state = next;
            for (var ordinal = 0; ordinal < Customers + 2_000; ordinal += random.Next(1, 9))
            {
                var found = new List<int>();
                Assert.True(rows.TryRead(state, ordinal, found));
                Assert.Equal(Enumerable.Range(0, state.Segments.Length).Where(i => state.Segments[i].Members.Contains(ordinal)), found);
            }
        }
    }

    [Fact]
    public async Task What_is_read_while_they_change_is_right_or_refused()
    {
        var random = new Random(4);
        var rows = new SegmentRows(denseFrom: 40);
        var current = MembershipState.Nothing;
        Publish(Redefine(random, current));
        using var done = new CancellationTokenSource();
        var reading = Task.Run(() =>
        {
            var (right, reader) = (0, new Random(5));
            while (!done.IsCancellationRequested || right == 0)
            {
                var (state, ordinal, found) = (Volatile.Read(ref current), reader.Next(Customers), new List<int>());
                if (!rows.TryRead(state, ordinal, found))
                    continue;
                Assert.Equal(Enumerable.Range(0, state.Segments.Length).Where(i => state.Segments[i].Members.Contains(ordinal)), found);
                right++;
            }
        }, TestContext.Current.CancellationToken);
        for (var step = 0; step < 300; step++)
            Publish(step % 50 == 49 ? Redefine(random, current) : Flip(random, current));
        await done.CancelAsync();
        await reading;

        void Publish(MembershipState next)
        {
            rows.Begin();
            rows.Change(current, next);
            Volatile.Write(ref current, next);
            rows.End(next);
        }
    }

    /// <summary>Some segments go, some come, in another order, some have other members.</summary>
    private static MembershipState Redefine(Random random, MembershipState before)
    {
        var plan = RulePlan.Compile(AudienceSchema.Empty, [.. Enumerable.Range(0, 150).Where(_ => random.Next(5) > 0).Select(i => new SegmentDefinition($"s{i:D3}", RuleReader.Read("""{ "all": [] }""", AudienceSchema.Empty).Rule!))]);
        return new MembershipState(plan, [.. plan.Segments.Select(key => before.Find(key) is { } known && random.Next(3) > 0 ? known : Of(key, Some(random)))], [], DateTimeOffset.UnixEpoch);
    }

    private static MembershipState Flip(Random random, MembershipState before) => before with
    {
        Segments = [.. before.Segments.Select(s => random.Next(10) > 0 ? s : s with { Members = s.Members.AndNot(Some(random)).Or(random.Next(2) == 0 ? Some(random) : CustomerSet.Empty) })],
    };

    private static SegmentMembers Of(string key, CustomerSet members) => new(key, 1, members, MemberTimes.Empty);

    private static CustomerSet Some(Random random)
    {
        var one = random.Next(1, 300);
        return CustomerSet.Of(Enumerable.Range(0, Customers).Where(_ => random.Next(one) == 0));
    }
}
