using System.Text.Json;
using MicroSeg.Api.Membership;
using MicroSeg.Api.Membership.Past;
using MicroSeg.Api.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace MicroSeg.Api.Tests.History;

/// <summary>What tests of the past ask of a running product.</summary>
internal static class HistoryAudience
{
    /// <summary>Moves the clock, and waits for nothing.</summary>
    public static void Pass(this TestAudience audience, TimeSpan by) => audience.Api.Clock.Advance(by);

    public static List<string> Customers(this JsonElement page) => [.. page.GetProperty("items").EnumerateArray().Select(m => m.GetProperty("customer").GetString()!)];

    /// <summary>Waits, as the clock goes on, until all that has happened so far is in the log.</summary>
    public static async Task WrittenAsync(this TestAudience audience)
    {
        var log = audience.Api.Services.GetRequiredService<MembershipLog>();
        var journal = audience.Api.Services.GetRequiredService<MembershipJournal>();
        var wanted = audience.Engine.State.AsOf;
        for (var attempt = 0; log.CompleteUntil < wanted || journal.Arrival.IsCompleted; attempt++)
        {
            Assert.True(attempt < 400, "The log was not written.");
            audience.Api.Clock.Advance(TimeSpan.FromSeconds(1));
            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System, TestContext.Current.CancellationToken);
        }
    }

    /// <summary>Moves what has settled to the history pages, once the log is complete far beyond it.</summary>
    public static async Task CompactAsync(this TestAudience audience)
    {
        await audience.AdvanceAsync(LogCompactor.Settling + TimeSpan.FromMinutes(1));
        await audience.WrittenAsync();
        await audience.Api.Services.GetRequiredService<LogCompactor>().RunAsync(TestContext.Current.CancellationToken);
    }
}
