using MicroSeg.Api.Membership;
using MicroSeg.Audience.Bitmaps;
using Microsoft.Extensions.Options;

namespace MicroSeg.Api.Tests.Membership;

public sealed class MembershipJournalTests
{
    private static readonly DateTimeOffset Start = new(2026, 6, 15, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void What_could_not_be_written_waits_again_before_what_came_meanwhile()
    {
        var journal = Journal(10);
        journal.Add(Of(1));
        journal.TakeAll(Start.AddSeconds(1), out _);
        journal.Add(Of(2));

        journal.Return();

        Assert.True(journal.Arrival.IsCompleted);
        Assert.Equal([Start.AddSeconds(1), Start.AddSeconds(2)], journal.TakeAll(Start.AddSeconds(2), out var isComplete).Select(t => t.At));
        Assert.True(isComplete);
    }

    [Fact]
    public void No_more_waits_than_may_and_it_says_so_until_it_is_written()
    {
        var journal = Journal(2);
        for (var second = 1; second <= 4; second++)
            journal.Add(Of(second));

        Assert.Equal(2, journal.TakeAll(Start.AddSeconds(4), out var isComplete).Count);
        journal.Return();
        Assert.Equal(2, journal.TakeAll(Start.AddSeconds(4), out var isCompleteStill).Count);
        journal.Written([], Start.AddSeconds(4));
        journal.TakeAll(Start.AddSeconds(5), out var isCompleteAgain);

        Assert.Equal((false, false, true), (isComplete, isCompleteStill, isCompleteAgain));
    }

    [Fact]
    public void A_node_that_stands_by_keeps_what_is_not_written_and_takes_on_when_the_log_has_caught_up()
    {
        var journal = Journal(2);
        for (var second = 1; second <= 3; second++)
            journal.Add(Of(second));

        journal.StandBy(Start.AddSeconds(2));
        Assert.Equal(Start.AddSeconds(2), Assert.Single(journal.Recent(out _, out var isWhole)).At);
        Assert.False(isWhole);
        journal.StandBy(Start.AddSeconds(4));
        journal.Add(Of(5));

        Assert.Equal(Start.AddSeconds(5), Assert.Single(journal.Recent(out var from, out isWhole)).At);
        Assert.Equal((Start.AddSeconds(4), true), (from, isWhole));
    }

    private static MembershipJournal Journal(int most) => new(Options.Create(new MembershipOptions { MaxWaiting = most }));

    private static Transition Of(int second) => new("a", 1, Start.AddSeconds(second), MembershipCause.Event, CustomerSet.Of([second]), CustomerSet.Empty);
}
