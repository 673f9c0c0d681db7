using MicroSeg.Api.Customers;
using MicroSeg.Api.Offers;
using MicroSeg.Api.Storage.Bulk;
using MicroSeg.Api.Storage.Changes;
using MicroSeg.Api.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace MicroSeg.Api.Tests.Storage.Bulk;

/// <summary>What the bulk path does on every provider.</summary>
public abstract class BulkStoreTests
{
    private const long At = 1_780_000_000_000_000;

    [Fact]
    public async Task Ordinals_are_dense_over_transactions()
    {
        await using var api = await StartAsync();
        await WriteAsync(api, async t => await t.AddCustomersAsync([Customer(await t.NextOrdinalAsync(default), "a"), Customer(1, "b")], default));
        await WriteAsync(api, async t => await t.AddCustomersAsync([Customer(await t.NextOrdinalAsync(default), "c")], default));

        Assert.Equal([(0, "a"), (1, "b"), (2, "c")], await Rows.CustomersAsync(api));
    }

    [Fact]
    public async Task Customers_are_found_by_id_to_the_letter()
    {
        await using var api = await StartAsync();
        await WriteAsync(api, t => t.AddCustomersAsync([Customer(0, "Ann", "{\"age\":1}"), Customer(1, "ann"), Customer(2, "Änn 🛬")], default));

        await WriteAsync(api, async t =>
        {
            var found = await t.FindCustomersAsync(["ann", "Änn 🛬", "ANN"], default);
            Assert.Equal([("ann", 1), ("Änn 🛬", 2)], found.Select(f => (f.Key, f.Value.Ordinal)).OrderBy(f => f.Ordinal));
            Assert.Equal("{\"age\":1}", (await t.FindCustomersAsync(["Ann"], default))["Ann"].Attributes);
        });
    }

    [Fact]
    public async Task Customers_are_updated()
    {
        await using var api = await StartAsync();
        await WriteAsync(api, t => t.AddCustomersAsync([Customer(0, "a"), Customer(1, "b")], default));

        await WriteAsync(api, t => t.UpdateCustomersAsync([new CustomerRow(1, "b", "{\"vip\":true}", At + 5, 77)], default));

        await using var db = Rows.Open(api);
        var rows = await db.Set<Customer>().AsNoTracking().OrderBy(c => c.Ordinal).ToListAsync();
        Assert.Equal(["{}", "{\"vip\":true}"], rows.Select(r => r.Attributes));
        Assert.Equal((77, TimeSpan.FromMicroseconds(5)), (rows[1].ChangeNumber, rows[1].UpdatedAt - rows[1].CreatedAt));
    }

    [Fact]
    public async Task Events_with_a_known_id_are_left_out()
    {
        await using var api = await StartAsync();
        await WriteAsync(api, async t => Assert.Equal(2, await t.InsertEventsAsync([Event(10, "x"), Event(11, "y")], default)));
        await WriteAsync(api, async t => Assert.Equal(1, await t.InsertEventsAsync([Event(12, "y"), Event(13, "z"), Event(14, "x")], default)));

        await WriteAsync(api, async t => Assert.Equal(["x", "z"], (await t.FindEventsAsync(["x", "z", "w"], default)).Order()));
        Assert.Equal([(10, "x"), (11, "y"), (13, "z")], (await Rows.EventsAsync(api)).Select(e => (e.Number, e.EventId)));
    }

    [Fact]
    public async Task Offers_are_inserted_or_updated_in_their_generation()
    {
        await using var api = await StartAsync();
        await WriteAsync(api, t => t.UpsertOffersAsync("f", 1, 5, [new("k", "old", 1, 1), new("l", "old", 1, 1)], default));
        await WriteAsync(api, t => t.UpsertOffersAsync("f", 2, 0, [new("k", "other", 2, 2)], default));

        await WriteAsync(api, t => t.UpsertOffersAsync("f", 1, 6, [new("k", "new", 3, 3), new("m", "new", 3, 3)], default));

        await using var db = Rows.Open(api);
        var rows = await db.Set<StoredOffer>().AsNoTracking().OrderBy(o => o.Generation).ThenBy(o => o.Key).ToListAsync();
        Assert.Equal([("k", "new", 6), ("l", "old", 5), ("m", "new", 6), ("k", "other", 0)], rows.Select(o => (o.Key, o.Body, o.ChangeNumber)));
    }

    [Fact]
    public async Task A_transaction_that_is_not_committed_leaves_nothing_and_is_not_remembered()
    {
        await using var api = await StartAsync();
        await using (var transaction = await Store(api).BeginAsync(default))
        {
            await transaction.AddCustomersAsync([Customer(0, "a")], default);
            await transaction.InsertEventsAsync([Event(1, "x")], default);
            transaction.Changes.Take(ChangeKind.Events);
        }

        await WriteAsync(api, async t =>
        {
            Assert.Empty(await t.OrdinalsOfAsync(["a"], default));
            Assert.Equal(0, await t.NextOrdinalAsync(default));
        });
        Assert.Empty(await Rows.EventsAsync(api));
        Assert.Empty(await Rows.ChangesAsync(api));
    }

    [Fact]
    public async Task Change_numbers_go_on_from_the_last_and_runs_share_a_row()
    {
        await using var api = await StartAsync();
        await WriteAsync(api, t =>
        {
            Assert.Equal(1, t.Changes.Take(ChangeKind.Events, count: 3));
            Assert.Equal(4, t.Changes.Take(ChangeKind.Events, count: 2));
            Assert.Equal(6, t.Changes.Take(ChangeKind.Offers, "f"));
            Assert.Equal(7, t.Changes.Take(ChangeKind.Offers, "f"));
            return Task.CompletedTask;
        });
        await WriteAsync(api, t => Task.FromResult(t.Changes.Take(ChangeKind.Customers, count: 2)));

        Assert.Equal([(5, 5), (6, 1), (7, 1), (9, 2)], (await Rows.ChangesAsync(api)).Select(c => (c.Number, c.Count)));
    }

    [Fact]
    public async Task Ordinals_are_forgotten_when_somebody_else_erases()
    {
        await using var api = await StartAsync();
        await WriteAsync(api, t => t.AddCustomersAsync([Customer(0, "a")], default));
        await using (var db = Rows.Open(api))
        {
            await using var transaction = await db.Database.BeginTransactionAsync();
            await db.Set<Customer>().ExecuteUpdateAsync(set => set.SetProperty(c => c.Id, (string?)null));
            await db.AppendAsync(ChangeKind.CustomerErased, "0", default);
            await transaction.CommitAsync();
        }

        await WriteAsync(api, async t => Assert.Empty(await t.OrdinalsOfAsync(["a"], default)));
    }

    /// <summary>The product on a store of this provider that is empty.</summary>
    private protected abstract Task<TestApi> StartAsync();

    private static IBulkStore Store(TestApi api) => api.Services.GetRequiredService<IBulkStore>();

    private static async Task WriteAsync(TestApi api, Func<BulkTransaction, Task> writeAsync)
    {
        await using var transaction = await Store(api).BeginAsync(default);
        await writeAsync(transaction);
        await transaction.CommitAsync(default);
    }

    private static CustomerRow Customer(int ordinal, string id, string attributes = "{}") => new(ordinal, id, attributes, At, 0);

    private static EventRow Event(long number, string id) => new(number, id, 0, 0, At, "{}");
}

public sealed class SqliteBulkStoreTests : BulkStoreTests
{
    private protected override async Task<TestApi> StartAsync()
    {
        var api = new TestApi();
        await api.ClientAsync();
        return api;
    }
}

/// <summary>Set MICROSEG_SQLSERVER to a connection string without a database name; each test makes one of its own.</summary>
public sealed class SqlServerBulkStoreTests : BulkStoreTests
{
    private protected override async Task<TestApi> StartAsync()
    {
        var server = Environment.GetEnvironmentVariable("MICROSEG_SQLSERVER");
        Assert.SkipWhen(string.IsNullOrEmpty(server), "MICROSEG_SQLSERVER is not set");
        var api = new TestApi(settings:
        [
            ("Storage:Provider", "SqlServer"), ("Storage:MigrateOnStart", "true"), ("Storage:ConnectionString", $"{server};Database=microseg_{Guid.NewGuid():N}"),
        ]);
        await api.ClientAsync();
        return api;
    }
}
