using System.Net;
using MicroSeg.Api.Storage.Bulk;
using MicroSeg.Api.Tests.Support;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace MicroSeg.Api.Tests.Storage.Bulk;

public sealed class StoreFaultTests
{
    [Fact]
    public async Task Whatever_write_finds_the_disk_full_a_chunk_is_kept_whole_or_not_at_all_and_sending_again_completes_it()
    {
        var disk = new Disk();
        await using var api = new TestApi(settings: [("Intake:ChunkRecords", "100"), ("Storage:Bulk:Retries", "0")]) { Parts = disk.Install };
        var client = await (await api.ClientAsync()).WithSchemaAsync();
        var sent = 0;
        for (var free = 0; free < 120; free += 3)
        {
            var body = string.Join('\n', Enumerable.Range(sent, 300).Select(i => Replies.Event($"e{i * 7919 % 1_000_003}", $"c{i % 500}", properties: "{\"destination\":\"" + new string('x', 1000) + "\"}")));
            sent += 300;
            disk.FillUp(free);
            var full = await client.PostAsync("/v1/events", body, Replies.Ndjson);
            disk.Clear();
            var before = await Rows.EventsAsync(api);
            Assert.Equal(sent - 300 + full.Accepted, before.Count);
            Assert.Equal(0, before.Count % 100);
            if (full.Status != HttpStatusCode.OK)
            {
                Assert.Equal((HttpStatusCode.ServiceUnavailable, "store.unavailable"), (full.Status, full.Code));
                Assert.Equal("2", full.Message.Headers.RetryAfter!.ToString());
            }

            var again = await client.PostAsync("/v1/events", body, Replies.Ndjson);
            Assert.Equal((300 - full.Accepted, full.Accepted), (again.Accepted, again.Duplicates));
        }

        Assert.Equal(sent, (await Rows.EventsAsync(api)).Select(e => e.EventId).Distinct().Count());
        Assert.Equal(Enumerable.Range(0, 500), (await Rows.CustomersAsync(api)).Select(c => c.Ordinal));
        Assert.True(disk.Failures > 10, $"only {disk.Failures} faults");
    }

    [Fact]
    public async Task A_fault_that_passes_is_not_noticed()
    {
        var disk = new Disk();
        await using var api = new TestApi(settings: ("Storage:Bulk:RetryDelay", "00:00:00")) { Parts = disk.Install };
        var client = await (await api.ClientAsync()).WithSchemaAsync();
        disk.Down = 3;

        var reply = await client.PostAsync("/v1/events", Replies.Event("e1"));

        Assert.Equal((HttpStatusCode.OK, 1), (reply.Status, reply.Accepted));
        Assert.Equal(3, disk.Failures);
    }

    [Fact]
    public async Task While_the_store_is_down_all_intake_is_answered_with_503()
    {
        var disk = new Disk();
        await using var api = new TestApi(settings: ("Storage:Bulk:Retries", "0")) { Parts = disk.Install };
        var client = await (await api.ClientAsync()).WithSchemaAsync();
        disk.Down = int.MaxValue;

        var replies = new[]
        {
            await client.PostAsync("/v1/events", Replies.Event("e1")),
            await client.PostAsync("/v1/customers", "id,age\nc1,1\nc2,x\n", Replies.Csv),
            await client.PostAsync("/v1/feeds/flights/offers", "{\"id\":\"o1\"}"),
            await client.PostAsync("/v1/feeds/flights/offers?replace=true", "[{\"id\":\"o1\"}]"),
            await client.RemoveAsync("/v1/customers/c1"),
        };

        Assert.All(replies, r => Assert.Equal((HttpStatusCode.ServiceUnavailable, "store.unavailable"), (r.Status, r.Code)));
        Assert.Equal((0, 1), (replies[1].Accepted, replies[1].RejectedCount));
        disk.Down = 0;
        Assert.Equal(HttpStatusCode.OK, (await client.PostAsync("/v1/events", Replies.Event("e1"))).Status);
    }

    /// <summary>A disk that is full or gone when a test says so; SQLite itself reports the fault.</summary>
    private sealed class Disk
    {
        private int? _free;
        private long? _limit;

        public int Down { get; set; }

        public int Failures { get; private set; }

        /// <summary>From the next write on, only so many pages are free.</summary>
        public void FillUp(int free) => (_free, _limit) = (free, null);

        public void Clear() => (_free, _limit) = (null, null);

        public void Install(IServiceCollection services)
        {
            var real = services.Single(s => s.ServiceType == typeof(IBulkStore)).ImplementationType!;
            services.AddSingleton<IBulkStore>(s => new Store((IBulkStore)ActivatorUtilities.CreateInstance(s, real), this));
        }

        private sealed class Store(IBulkStore inner, Disk disk) : IBulkStore
        {
            public bool GathersStreams => inner.GathersStreams;

            public async Task<BulkTransaction> BeginAsync(CancellationToken cancellationToken)
            {
                if (disk.Down > 0)
                {
                    disk.Down--;
                    throw new SqliteException("disk I/O error", 10);
                }

                var transaction = await inner.BeginAsync(cancellationToken);
                if (disk._free is { } free)
                    disk._limit ??= free + await transaction.Db.Database.SqlQueryRaw<long>("SELECT page_count AS Value FROM pragma_page_count()").SingleAsync(cancellationToken);
                var pragma = $"PRAGMA max_page_count={disk._limit ?? 1_000_000_000}";
                await transaction.Db.Database.ExecuteSqlRawAsync(pragma, cancellationToken);
                return transaction;
            }

            public Task ResetAsync()
            {
                disk.Failures++;
                return inner.ResetAsync();
            }

            public ValueTask DisposeAsync() => inner.DisposeAsync();
        }
    }
}
