using System.Net;
using MicroSeg.Api.Storage.Bulk;
using MicroSeg.Api.Tests.Support;
using MicroSeg.Api.Web;
using Microsoft.Extensions.DependencyInjection;

namespace MicroSeg.Api.Tests.Storage.Bulk;

public sealed class BulkWriterTests
{
    [Fact]
    public async Task An_operation_that_fails_takes_no_other_down()
    {
        await using var api = new TestApi();
        await api.ClientAsync();
        var writer = api.Services.GetRequiredService<BulkWriter>();
        var good = Enumerable.Range(0, 20).Select(i => (BulkOperation<int>)new Add($"c{i}"));
        var operations = good.SelectMany<BulkOperation<int>, BulkOperation<int>>((o, i) => i % 5 == 3 ? [o, new Broken()] : [o]).ToList();

        var results = await Task.WhenAll(operations.Select(async o =>
        {
            try
            {
                await writer.WriteAsync(o, TestContext.Current.CancellationToken);
                return true;
            }
            catch (InvalidOperationException)
            {
                return false;
            }
        }));

        Assert.Equal(operations.Select(o => o is Add), results);
        Assert.Equal(20, (await Rows.CustomersAsync(api)).Count);
    }

    [Fact]
    public async Task A_transaction_stays_open_for_what_follows_and_ends_with_it()
    {
        await using var api = new TestApi();
        await api.ClientAsync();
        var writer = api.Services.GetRequiredService<BulkWriter>();
        var first = new Add("a") { MoreFollows = true };

        var firstWrite = writer.WriteAsync(first, default);
        await first.Executed;
        Assert.False(firstWrite.IsCompleted);
        Assert.Empty(await Rows.CustomersAsync(api));
        var second = await writer.WriteAsync(new Add("b") { Predecessor = first }, default);

        Assert.Equal(((0, second.Number), (1, second.Number)), (((await firstWrite).Result, (await firstWrite).Number), (second.Result, second.Number)));
        Assert.Equal(2, (await Rows.CustomersAsync(api)).Count);
    }

    [Fact]
    public async Task A_transaction_that_stays_open_ends_when_somebody_else_wants_to_write()
    {
        await using var api = new TestApi();
        var client = await api.ClientAsync();
        var first = new Add("a") { MoreFollows = true };
        var write = api.Services.GetRequiredService<BulkWriter>().WriteAsync(first, default);
        await first.Executed;

        var reply = await client.PutAsync("/v1/schema/attributes/age", """{ "type": "number" }""");

        Assert.Equal(HttpStatusCode.Created, reply.Status);
        Assert.Equal(0, (await write).Result);
    }

    [Fact]
    public async Task When_a_chunk_fails_those_that_follow_it_fail_as_well()
    {
        await using var api = new TestApi();
        await api.ClientAsync();
        var writer = api.Services.GetRequiredService<BulkWriter>();
        var first = new Add("a") { MoreFollows = true };
        var firstWrite = writer.WriteAsync(first, default);
        await first.Executed;

        // The first has let go of its rows, so it cannot begin anew without the broken one.
        await Assert.ThrowsAsync<InvalidOperationException>(() => writer.WriteAsync(new Broken(), default));
        var second = writer.WriteAsync(new Add("b") { Predecessor = first }, default);
        var other = await writer.WriteAsync(new Add("c"), default);

        Assert.Equal(503, (await Assert.ThrowsAsync<ApiException>(() => firstWrite)).Status);
        Assert.Equal(503, (await Assert.ThrowsAsync<ApiException>(() => second)).Status);
        Assert.Equal(0, other.Result);
        Assert.Equal([(0, "c")], await Rows.CustomersAsync(api));
    }

    [Fact]
    public async Task What_nobody_waits_for_any_more_is_not_begun()
    {
        await using var api = new TestApi();
        await api.ClientAsync();
        var writer = api.Services.GetRequiredService<BulkWriter>();
        using var gone = new CancellationTokenSource();
        await gone.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => writer.WriteAsync(new Add("a"), gone.Token));
        await writer.WriteAsync(new Add("b"), default);

        Assert.Equal([(0, "b")], await Rows.CustomersAsync(api));
    }

    private sealed class Add(string id) : BulkOperation<int>
    {
        public override int Size => 1;

        protected override async Task<int> WriteAsync(BulkTransaction transaction, CancellationToken cancellationToken)
        {
            var ordinal = await transaction.NextOrdinalAsync(cancellationToken);
            await transaction.AddCustomersAsync([new CustomerRow(ordinal, id, "{}", 0, 0)], cancellationToken);
            return ordinal;
        }
    }

    private sealed class Broken : BulkOperation<int>
    {
        public override int Size => 1;

        protected override async Task<int> WriteAsync(BulkTransaction transaction, CancellationToken cancellationToken)
        {
            await transaction.AddCustomersAsync([new CustomerRow(await transaction.NextOrdinalAsync(cancellationToken), "half", "{}", 0, 0)], cancellationToken);
            throw new InvalidOperationException("broken");
        }
    }
}
