using System.Text.Json;
using MicroSeg.Api.Membership;
using MicroSeg.Api.Storage;
using MicroSeg.Api.Tests.History;
using MicroSeg.Api.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace MicroSeg.Api.Tests.Membership;

/// <summary>What is written down when not all goes well.</summary>
public sealed class LogWriterTests
{
    private const string Adults = """{ "attribute": "age", "gte": 18 }""";

    [Fact]
    public async Task A_store_that_cannot_be_written_costs_no_instant_and_no_cause()
    {
        var sink = new Sink { IsFailing = true };
        await using var audience = await StartAsync(sink);
        await audience.SaveAsync("adults", Adults);
        var began = audience.Now;
        for (var i = 0; i < 3; i++)
        {
            await audience.UpsertAsync("c1", $$"""{ "age": {{(i % 2 == 0 ? 30 : 3)}} }""");
            await FailAsync(audience, sink);
        }

        Assert.Empty(await EntriesAsync(audience));
        var meanwhile = await audience.GetAsync("/v1/customers/c1/history");
        sink.IsFailing = false;
        await audience.WrittenAsync();

        var entries = await EntriesAsync(audience);
        Assert.Equal([(MembershipCause.Attribute, 1, 0), (MembershipCause.Attribute, 0, 1), (MembershipCause.Attribute, 1, 0)], entries.Select(e => (e.Cause, e.ToTransition().Entered.Count, e.ToTransition().Exited.Count)));
        Assert.Equal(began, entries[0].At);
        Assert.Equal(entries.Select(e => e.At).Distinct().Order(), entries.Select(e => e.At));
        Assert.Equal(entries.Select(e => e.Id), sink.Committed);
        Assert.Equal(meanwhile.GetRawText(), (await audience.GetAsync("/v1/customers/c1/history")).GetRawText());
    }

    [Fact]
    public async Task What_no_longer_waits_is_told_from_what_differs_at_last()
    {
        var sink = new Sink { IsFailing = true };
        await using var audience = await StartAsync(sink, ("Membership:MaxWaiting", "2"));
        await audience.SaveAsync("adults", Adults);
        foreach (var id in new[] { "c1", "c2", "c3", "c4" })
        {
            await audience.UpsertAsync(id, """{ "age": 30 }""");
            await FailAsync(audience, sink);
        }

        await audience.UpsertAsync("c1", """{ "age": 3 }""");
        sink.IsFailing = false;
        await audience.WrittenAsync();

        var entries = await EntriesAsync(audience);
        Assert.Equal(
            [(MembershipCause.Attribute, 1, 0), (MembershipCause.Attribute, 1, 0), (MembershipCause.Recovery, 1, 0), (MembershipCause.Recovery, 1, 0), (MembershipCause.Recovery, 0, 1)],
            entries.Select(e => (e.Cause, e.ToTransition().Entered.Count, e.ToTransition().Exited.Count)));
        var since = await audience.SinceAsync("adults");
        Assert.Equal(since.Values.Order(), entries.Where(e => e.Entered is not null).Skip(1).Select(e => e.At));
        audience.Pass(TimeSpan.FromSeconds(1));
        Assert.Equal(["c2", "c3", "c4"], await audience.MembersAsync("adults"));
    }

    [Fact]
    public async Task The_log_says_how_far_it_is_complete_also_when_nothing_happens_and_after_a_restart()
    {
        var folder = Directory.CreateTempSubdirectory("microseg-").FullName;
        var clock = new ManualTimeProvider(TestApi.Start);
        DateTimeOffset until;
        await using (var audience = await TestAudience.StartAsync(folder, clock))
        {
            await audience.SaveAsync("booked", """{ "event": "booked", "within": "1d" }""");
            await audience.AdvanceAsync(TimeSpan.FromHours(1));
            await audience.WrittenAsync();
            until = Log(audience).CompleteUntil;
            Assert.InRange(until, TestApi.Start.AddHours(1), audience.Now);
        }

        await using var again = await TestAudience.StartAsync(folder, clock);
        Assert.InRange(Log(again).CompleteUntil, until, again.Now);
    }

    [Fact]
    public async Task What_has_been_answered_goes_neither_back_nor_away_when_the_clock_is_set_back()
    {
        var folder = Directory.CreateTempSubdirectory("microseg-").FullName;
        var clock = new ManualTimeProvider(TestApi.Start);
        await using (var audience = await TestAudience.StartAsync(folder, clock))
        {
            await audience.SaveAsync("adults", Adults);
            audience.Pass(TimeSpan.FromHours(2));
            await audience.UpsertAsync("c1", """{ "age": 30 }""");
            await audience.WrittenAsync();
            audience.Pass(-TimeSpan.FromHours(1));
            await audience.UpsertAsync("c2", """{ "age": 30 }""");
        }

        await using var again = await TestAudience.StartAsync(folder, clock);
        DateTimeOffset[] recorded = [.. (await EntriesAsync(again)).Select(e => e.At)];
        Assert.Equal(2, recorded.Length);
        Assert.True(recorded[0] > again.Now && recorded[1] >= recorded[0], string.Join(", ", recorded));
        Assert.Empty((await MembersAtAsync(recorded[0].AddSeconds(-1))).Customers());
        Assert.Contains("c1", (await MembersAtAsync(recorded[0])).Customers());
        Assert.Equal(["c1", "c2"], (await MembersAtAsync(recorded[1])).Customers());

        Task<JsonElement> MembersAtAsync(DateTimeOffset at) => again.GetAsync($"/v1/segments/adults/members?at={at:yyyy-MM-dd'T'HH:mm:ss'Z'}");
    }

    private static async Task<TestAudience> StartAsync(Sink sink, params (string Key, string Value)[] settings)
    {
        var api = new TestApi(null, settings) { Parts = services => services.AddSingleton<ITransitionSink>(sink) };
        var audience = new TestAudience(api, await api.ClientAsync());
        await audience.DefineAsync("attributes/age", """{ "type": "number" }""");
        return audience;
    }

    /// <summary>Waits, as the clock goes on, until a write has failed that was begun later than now.</summary>
    private static async Task FailAsync(TestAudience audience, Sink sink)
    {
        var failures = sink.Failures;
        for (var attempt = 0; sink.Failures < failures + 1; attempt++)
        {
            Assert.True(attempt < 400, "Nothing was tried.");
            audience.Pass(TimeSpan.FromSeconds(1));
            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System, TestContext.Current.CancellationToken);
        }
    }

    private static async Task<List<MembershipLogEntry>> EntriesAsync(TestAudience audience)
    {
        await using var db = Rows.Open(audience.Api);
        return await db.Set<MembershipLogEntry>().AsNoTracking().OrderBy(e => e.Id).ToListAsync();
    }

    private static MembershipLog Log(TestAudience audience) => audience.Api.Services.GetRequiredService<MembershipLog>();

    /// <summary>Hears of transitions, and may fail.</summary>
    private sealed class Sink : ITransitionSink
    {
        private volatile bool _isFailing;
        private int _failures;

        public bool IsFailing
        {
            get => _isFailing;
            set => _isFailing = value;
        }

        public int Failures => Volatile.Read(ref _failures);

        public List<long> Committed { get; } = [];

        public Task WriteAsync(MicroSegDbContext db, IReadOnlyList<(long EntryId, Transition Transition)> written, CancellationToken cancellationToken)
        {
            if (IsFailing && written.Count > 0)
            {
                Interlocked.Increment(ref _failures);
                throw new IOException("The disk is full.");
            }

            Committed.AddRange(written.Select(w => w.EntryId));
            return Task.CompletedTask;
        }
    }
}
