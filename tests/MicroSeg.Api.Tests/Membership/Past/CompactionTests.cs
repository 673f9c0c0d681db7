using MicroSeg.Api.Membership;
using MicroSeg.Api.Membership.Past;
using MicroSeg.Api.Storage;
using MicroSeg.Api.Tests.Support;
using MicroSeg.Api.Web;
using MicroSeg.Audience.Bitmaps;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace MicroSeg.Api.Tests.Membership.Past;

/// <summary>Whatever is moved to history pages, and whenever, and whatever is dropped: no answer changes.</summary>
public sealed class CompactionTests
{
    private static readonly string[] Segments = ["a", "b"];

    [Theory]
    [InlineData(1, "400.00:00:00", 4)]
    [InlineData(2, "400.00:00:00", 30)]
    [InlineData(3, "40.00:00:00", 60)]
    [InlineData(4, "20.00:00:00", 90)]
    public async Task The_past_is_that_of_a_naive_replay(int seed, string keep, int maxHours)
    {
        var random = new Random(seed);
        var past = await Scene.StartAsync(("Membership:KeepHistory", keep), ("Membership:CompactFrom", "15"));
        await using var api = past.Api;
        var began = past.Now;
        var refused = 0;
        for (var step = 0; step < 160; step++)
        {
            if (random.Next(3) > 0)
                past.Api.Clock.Advance(TimeSpan.FromSeconds(random.Next(maxHours * 3600)));
            await past.HappenAsync(random);
            if (random.Next(8) == 0)
                await past.Compactor.RunAsync(default);
            if (random.Next(4) == 0)
                refused += await past.AssertAsync(random, began);
        }

        await past.Compactor.RunAsync(default);
        for (var i = 0; i < 60; i++)
            refused += await past.AssertAsync(random, began);
        Assert.Equal(maxHours >= 60, refused > 0);
        await past.AssertFoldAsync();
        Assert.InRange(await past.RowsAsync(), 0, 100);
    }

    [Fact]
    public async Task A_million_who_enter_at_once_take_a_few_hundred_kilobytes()
    {
        var past = await Scene.StartAsync();
        await using var api = past.Api;
        await past.AddAsync(new Transition("a", 1, past.Now, MembershipCause.Definition, CustomerSet.Of(Enumerable.Range(0, 1_000_000).Where(o => o % 7 < 4)), CustomerSet.Empty));
        past.Api.Clock.Advance(TimeSpan.FromDays(2));
        await past.AddAsync();

        await past.Compactor.RunAsync(default);

        await using var db = Rows.Open(past.Api);
        Assert.Equal(0, await db.Set<MembershipLogEntry>().CountAsync());
        Assert.InRange(await db.Set<HistoryPage>().SumAsync(p => p.Data.Length), 1, 200_000);
        Assert.InRange(await db.Set<MembershipCheckpoint>().SumAsync(c => c.Members.Length + c.Times.Length), 1, 300_000);
        Assert.Equal(571_429, (await past.Past.MembersAtAsync("a", past.Now.AddDays(-1), default)).Members.Count);
    }

    [Fact]
    public async Task What_has_not_settled_stays_in_the_log()
    {
        var past = await Scene.StartAsync(("Membership:CompactFrom", "1"));
        await using var api = past.Api;
        await past.AddAsync(new Transition("a", 1, past.Now, MembershipCause.Event, CustomerSet.Of([1]), CustomerSet.Empty));
        past.Api.Clock.Advance(LogCompactor.Settling);
        await past.AddAsync(new Transition("a", 1, past.Now, MembershipCause.Event, CustomerSet.Of([2]), CustomerSet.Empty));

        await past.Compactor.RunAsync(default);
        Assert.Equal(2, await past.RowsAsync());
        past.Api.Clock.Advance(TimeSpan.FromSeconds(1));
        await past.AddAsync();
        await past.Compactor.RunAsync(default);

        Assert.Equal(1, await past.RowsAsync());
    }

    /// <summary>A log that the test writes, beside an engine that has nothing to say.</summary>
    private sealed class Scene(TestApi api)
    {
        private readonly List<Transition> _all = [];
        private readonly Dictionary<string, HashSet<int>> _members = Segments.ToDictionary(s => s, _ => new HashSet<int>());

        public TestApi Api => api;

        public DateTimeOffset Now => Transition.Moment(api.Clock.GetUtcNow());

        public LogCompactor Compactor => api.Services.GetRequiredService<LogCompactor>();

        public PastMemberships Past => api.Services.GetRequiredService<PastMemberships>();

        private MembershipLog Log => api.Services.GetRequiredService<MembershipLog>();

        public static async Task<Scene> StartAsync(params (string Key, string Value)[] settings)
        {
            // Nothing but the test writes and compacts.
            var api = new TestApi(null, [("Membership:MarkEvery", "00:10:00"), ("Membership:CompactEvery", "1.00:00:00"), .. settings])
            {
                Parts = services =>
                {
                    foreach (var hosted in services.Where(s => s.ImplementationType == typeof(MembershipLogWriter)).ToList())
                        services.Remove(hosted);
                },
            };
            await api.ClientAsync();
            return new Scene(api);
        }

        public async Task AddAsync(params Transition[] transitions)
        {
            await using var db = Rows.Open(api);
            await using var transaction = await db.Database.BeginTransactionAsync();
            var written = await MembershipLog.AppendAsync(db, transitions, Now, default);
            await transaction.CommitAsync();
            Log.Committed(written, Now);
            api.Services.GetRequiredService<MembershipJournal>().Written(transitions, Now);
            _all.AddRange(transitions);
        }

        /// <summary>Some enter and some leave, few or many, several times in a second or not.</summary>
        public Task HappenAsync(Random random)
        {
            var segment = Segments[random.Next(Segments.Length)];
            var members = _members[segment];
            var transitions = new List<Transition>();
            for (var i = random.Next(1, 4); i > 0; i--)
            {
                var size = random.Next(12) == 0 ? 5_000 : random.Next(1, 6);
                var some = Enumerable.Range(0, size).Select(_ => random.Next(2) == 0 ? random.Next(9_000) : random.Next(64_000, 70_000)).ToHashSet();
                var (entered, exited) = (some.Where(o => !members.Contains(o)).ToList(), some.Where(members.Contains).ToList());
                members.SymmetricExceptWith(some);
                transitions.Add(new Transition(segment, random.Next(1, 4), Now, (MembershipCause)random.Next(1, 9), CustomerSet.Of(entered), CustomerSet.Of(exited)));
            }

            return AddAsync([.. transitions]);
        }

        /// <summary>Asks for an instant.</summary>
        /// <returns>1 when it is longer ago than the history is kept.</returns>
        public async Task<int> AssertAsync(Random random, DateTimeOffset began)
        {
            var segment = Segments[random.Next(Segments.Length)];
            var span = (long)(Now - began).TotalSeconds;
            var at = random.Next(3) == 0 && _all.Count > 0 ? _all[random.Next(_all.Count)].At.AddSeconds(random.Next(-1, 2)) : began.AddSeconds(random.NextInt64(-100, span + 1));
            if (at >= Now)
                return 0;
            try
            {
                var answer = await Past.MembersAtAsync(segment, at, default);
                var expected = Replay(segment, at);
                Assert.Equal(expected.Keys.Order(), answer.Members);
                Assert.All(expected.Take(50), e => Assert.Equal(e.Value, answer.Since(e.Key)));
                return 0;
            }
            catch (ApiException exception) when (exception.Code == "membership.beyond_retention")
            {
                var kept = Now - api.Services.GetRequiredService<IOptions<MembershipOptions>>().Value.KeepHistory;
                Assert.True(at < kept, $"{at:O} is kept from {kept:O} on.");
                Assert.True(at < (DateTimeOffset)exception.Extensions["earliest"]!);
                return 1;
            }
        }

        /// <summary>A restart finds what there was.</summary>
        public async Task AssertFoldAsync()
        {
            var folded = await new MembershipLog(new MembershipJournal(Options.Create(new MembershipOptions())), api.Services.GetRequiredService<IDbContextFactory<MicroSegDbContext>>()).FoldAsync(default);
            foreach (var segment in Segments)
            {
                var expected = Replay(segment, Now);
                Assert.Equal(expected.Keys.Order(), folded.Find(segment).Members);
                Assert.All(expected, e => Assert.Equal(e.Value, folded.Find(segment).Times.Find(e.Key)));
            }

            Assert.Equal(Log.Folded.LastId, folded.LastId);
        }

        public async Task<int> RowsAsync()
        {
            await using var db = Rows.Open(api);
            return await db.Set<MembershipLogEntry>().CountAsync();
        }

        private Dictionary<int, DateTimeOffset> Replay(string segment, DateTimeOffset at)
        {
            var members = new Dictionary<int, DateTimeOffset>();
            foreach (var transition in _all.Where(t => t.Segment == segment && t.At <= at))
            {
                foreach (var ordinal in transition.Exited)
                    members.Remove(ordinal);
                foreach (var ordinal in transition.Entered)
                    members[ordinal] = transition.At;
            }

            return members;
        }
    }
}
