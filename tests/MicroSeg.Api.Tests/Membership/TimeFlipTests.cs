using System.Globalization;
using MicroSeg.Api.Membership;
using MicroSeg.Api.Storage;
using MicroSeg.Api.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace MicroSeg.Api.Tests.Membership;

/// <summary>
/// Eight weeks with a leap day's birthday in a common year, two changes of clocks and a short month, in three time zones: whoever enters or leaves because
/// time passes does so at the very second, whether the service ran on, stood still, was stopped or was killed meanwhile.
/// </summary>
public sealed class TimeFlipTests
{
    private static readonly DateTimeOffset Start = new(2027, 2, 10, 12, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset End = new(2027, 4, 5, 12, 0, 0, TimeSpan.Zero);

    private static readonly (string Key, string Rule, string[] Flips)[] Cases =
    [
        ("rolling", """{ "event": "booked", "within": "20d" }""",
            ["berlin - 2027-02-20T09:00:00Z", "kolkata + 2027-03-31T18:29:59Z", "york + 2027-03-14T04:30:00Z", "york - 2027-04-03T04:30:00Z"]),
        ("ending-before", """{ "event": "booked", "within": { "last": "10d", "endingBefore": "20d" } }""",
            ["berlin + 2027-02-20T09:00:00Z", "berlin - 2027-03-02T09:00:00Z", "york + 2027-04-03T04:30:00Z"]),
        ("month", """{ "event": "booked", "within": "1mo" }""",
            ["berlin - 2027-02-28T23:00:00Z", "kolkata + 2027-03-31T18:29:59Z", "york + 2027-03-14T04:30:00Z"]),
        ("today", """{ "event": "booked", "within": { "calendar": "today" } }""",
            ["kolkata + 2027-03-31T18:29:59Z", "kolkata - 2027-03-31T18:30:00Z", "york + 2027-03-14T04:30:00Z", "york - 2027-03-14T05:00:00Z"]),
        // The day on which clocks are put forward has 23 hours.
        ("yesterday", """{ "event": "booked", "within": { "calendar": "yesterday" } }""",
            ["kolkata + 2027-03-31T18:30:00Z", "kolkata - 2027-04-01T18:30:00Z", "york + 2027-03-14T05:00:00Z", "york - 2027-03-15T04:00:00Z"]),
        ("this-month", """{ "event": "booked", "within": { "calendar": "thisMonth" } }""",
            ["kolkata + 2027-03-31T18:29:59Z", "kolkata - 2027-03-31T18:30:00Z", "york + 2027-03-14T04:30:00Z", "york - 2027-04-01T04:00:00Z"]),
        ("until-april", """{ "event": "booked", "within": { "from": "2027-03-01", "to": "2027-04-01" } }""",
            ["kolkata + 2027-03-31T18:29:59Z", "york + 2027-03-14T04:30:00Z"]),
        ("birthday", """{ "attribute": "birthDate", "anniversaryWithinNext": "7d" }""",
            ["berlin + 2027-02-20T23:00:00Z", "berlin - 2027-02-28T23:00:00Z"]),
        ("departing", """{ "attribute": "departsAt", "withinNext": "14d" }""",
            ["berlin + 2027-03-06T10:00:00Z", "berlin - 2027-03-20T10:00:01Z"]),
        ("silent", """{ "event": "booked", "sinceLast": { "gte": "30d" } }""",
            ["berlin + 2027-03-02T09:00:00Z"]),
        ("settled", """{ "segment": "rolling", "memberFor": { "gte": "10d" } }""",
            ["york + 2027-03-24T04:30:00Z", "york - 2027-04-03T04:30:00Z"]),
        ("lapsed", """{ "segment": "rolling", "left": "5d" }""",
            ["berlin + 2027-02-20T09:00:00Z", "berlin - 2027-02-25T09:00:00Z", "york + 2027-04-03T04:30:00Z"]),
        ("at-equinox", """{ "segment": "rolling", "at": "2027-03-20T00:00:00Z" }""",
            ["york + 2027-03-20T00:00:00Z"]),
    ];

    public enum Gap
    {
        None,
        StoodStill,
        Stopped,
        Killed,
    }

    [Theory]
    [InlineData(Gap.None)]
    [InlineData(Gap.StoodStill)]
    [InlineData(Gap.Stopped)]
    [InlineData(Gap.Killed)]
    public async Task Every_flip_is_recorded_at_its_second(Gap gap)
    {
        var folder = Directory.CreateTempSubdirectory("microseg-").FullName;
        var clock = new ManualTimeProvider(Start);
        var audience = await TestAudience.StartAsync(folder, clock);
        try
        {
            await FillAsync(audience);
            if (gap == Gap.Killed)
                folder = await LeftBehindAsync(audience, folder);
            if (gap is Gap.Stopped or Gap.Killed)
            {
                await audience.DisposeAsync();
                clock.Advance(End - clock.GetUtcNow());
                audience = await TestAudience.StartAsync(folder, clock);
            }

            while (audience.Now < End)
                await audience.AdvanceAsync(gap == Gap.None && End - audience.Now > TimeSpan.FromHours(31) ? TimeSpan.FromHours(31) : End - audience.Now);
            var flips = await FlipsAsync(audience);
            foreach (var (key, _, expected) in Cases)
                Assert.Equal(expected, flips[key].Order(StringComparer.Ordinal));
        }
        finally
        {
            await audience.DisposeAsync();
        }
    }

    [Fact]
    public async Task A_clock_that_is_set_back_undoes_and_repeats_nothing()
    {
        await using var audience = await TestAudience.StartAsync();
        await audience.SaveAsync("recent", """{ "event": "booked", "within": "2d" }""");
        var booked = audience.Now;
        await audience.BookAsync("c1", "DEL", booked);
        await audience.AdvanceAsync(TimeSpan.FromHours(50));

        audience.Api.Clock.Advance(TimeSpan.FromHours(-10));
        var instant = audience.Instant;
        Assert.Empty(await audience.MembersAsync("recent"));
        await audience.BookAsync("c2", "DEL", booked.AddHours(40));
        await audience.AdvanceAsync(TimeSpan.FromHours(12));

        var transitions = await HistoryAsync(audience, "c1");
        Assert.Equal([(booked, true), (booked.AddDays(2), false)], transitions.Select(t => (t.At, t.IsEntry)));
        Assert.Equal([HistoryModel.Second(instant)], (await HistoryAsync(audience, "c2")).Select(t => t.At));
    }

    private static async Task FillAsync(TestAudience audience)
    {
        await audience.DefineAsync("attributes/timeZone", """{ "type": "string" }""");
        await audience.DefineAsync("attributes/birthDate", """{ "type": "date" }""");
        await audience.DefineAsync("attributes/departsAt", """{ "type": "datetime" }""");
        await audience.UpsertAsync("berlin", """{ "timeZone": "Europe/Berlin", "birthDate": "2000-02-29", "departsAt": "2027-03-20T10:00:00Z" }""");
        await audience.UpsertAsync("york", """{ "timeZone": "America/New_York" }""");
        await audience.UpsertAsync("kolkata", """{ "timeZone": "Asia/Kolkata" }""");
        await audience.BookAsync("berlin", "DEL", At("2027-01-31T09:00:00Z"));
        await audience.BookAsync("york", "DEL", At("2027-03-14T04:30:00Z"));
        await audience.BookAsync("kolkata", "DEL", At("2027-03-31T18:29:59Z"));
        foreach (var (key, rule, _) in Cases)
            await audience.SaveAsync(key, rule);
    }

    /// <summary>What a killed process leaves in its folder, once the log has said how far it is complete.</summary>
    private static async Task<string> LeftBehindAsync(TestAudience audience, string folder)
    {
        var filled = audience.Now;
        for (var attempt = 0; ; attempt++)
        {
            await audience.AdvanceAsync(TimeSpan.FromSeconds(10));
            await using var db = await audience.Api.Services.GetRequiredService<IDbContextFactory<MicroSegDbContext>>().CreateDbContextAsync();
            if (await db.Set<MembershipLogState>().AnyAsync(s => s.CompleteUntil > filled))
                break;
            Assert.True(attempt < 100, "The log was not marked.");
            await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System, TestContext.Current.CancellationToken);
        }

        return Folders.Copy(folder);
    }

    private static async Task<Dictionary<string, List<string>>> FlipsAsync(TestAudience audience)
    {
        var flips = Cases.ToDictionary(c => c.Key, _ => new List<string>());
        foreach (var customer in (string[])["berlin", "york", "kolkata"])
        {
            foreach (var (segment, at, isEntry, cause) in (await HistoryAsync(audience, customer)).Where(t => t.Cause != "definition"))
            {
                Assert.Equal("time", cause);
                flips[segment].Add($"{customer} {(isEntry ? '+' : '-')} {at:yyyy-MM-dd'T'HH:mm:ss'Z'}");
            }
        }

        return flips;
    }

    /// <summary>What the history tells of a customer, oldest first.</summary>
    private static async Task<List<(string Segment, DateTimeOffset At, bool IsEntry, string Cause)>> HistoryAsync(TestAudience audience, string customer)
    {
        var page = await audience.GetAsync($"/v1/customers/{customer}/history?limit=1000");
        return [.. page.GetProperty("items").EnumerateArray().Reverse().Select(t => (
            t.GetProperty("segment").GetString()!, t.GetProperty("at").GetDateTimeOffset(), t.GetProperty("kind").GetString() == "entry", t.GetProperty("cause").GetString()!))];
    }

    private static DateTimeOffset At(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);
}
