using System.Diagnostics;
using System.Net;
using MicroSeg.Api.Caching;
using MicroSeg.Api.Tests.Delivery;
using MicroSeg.Api.Tests.Support;
using Microsoft.Extensions.Caching.Hybrid;
using Microsoft.Extensions.DependencyInjection;

namespace MicroSeg.Api.Tests.Caching;

/// <summary>Against a real Redis, in real time.</summary>
public sealed class RedisTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    [Fact]
    public async Task What_one_node_renders_the_other_finds_and_what_one_commits_the_other_sees()
    {
        using var redis = await RedisServer.StartAsync();
        var folder = Directory.CreateTempSubdirectory("microseg-").FullName;
        try
        {
            await using var a = await AirlineApi.StartAsync(Node(redis, folder));
            await a.OffersAsync(NewFares());
            await using var b = await AirlineApi.StartAsync(Node(redis, folder), withData: false);
            var onA = a.Api.Services.GetRequiredService<TwoLevelCache>();
            var onB = b.Api.Services.GetRequiredService<TwoLevelCache>();
            // A new key each time: what a node has made by itself it keeps.
            var probe = "";
            var probes = 0;
            await EventuallyAsync(async () => await ReadAsync(onA, probe = $"probe-{++probes}", "x") == await ReadAsync(onB, probe, "y"));

            var first = await a.ContentAsync("c1");
            await EventuallyAsync(async () => (await b.ContentAsync("c1")).Source == "cached");
            var second = await b.ContentAsync("c1");
            await a.OffersAsync([AirlineApi.Fare("f1", "JFK", "LHR", 5m, "London", departs: "2099-01-01", observedAt: Recent())]);
            await EventuallyAsync(async () => (await b.ContentAsync("c1")).Body.Contains("$5.00", StringComparison.Ordinal));

            Assert.Equal(first.Body, second.Body);

            await onA.RemoveByTagAsync("t", TestContext.Current.CancellationToken);
            await EventuallyAsync(async () => await ReadAsync(onB, probe, "z") == "z");
        }
        finally
        {
            Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
            Directory.Delete(folder, recursive: true);
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Content_does_not_notice_a_Redis_that_dies_or_hangs_and_uses_it_again_afterwards(bool freeze)
    {
        using var redis = await RedisServer.StartAsync();
        await using var airline = await AirlineApi.StartAsync(new TestApi(null, Settings(redis)) { Time = TimeProvider.System });
        await airline.OffersAsync(NewFares());
        await airline.CustomersAsync([.. Enumerable.Range(0, 60).Select(i => $$"""{ "id": "p{{i}}", "attributes": { "homeAirport": "JFK", "locale": "en-{{(char)('A' + (i % 26))}}{{(char)('A' + (i / 26))}}" } }""")]);
        await airline.ContentAsync("c1");
        var remote = airline.Api.Services.GetRequiredService<IRemoteLevel>();
        await EventuallyAsync(() => IsUpAsync(remote));

        if (freeze)
            redis.Freeze();
        else
            redis.Kill();
        // An answer that had waited past the block's deadline would not be live.
        for (var i = 0; i < 60; i++)
        {
            using var response = await airline.GetAsync($"/v1/blocks/city-offers/content?customer=p{i}");
            Assert.Equal(HttpStatusCode.OK, response.StatusCode);
            Assert.Equal("live", response.Headers.GetValues("X-MicroSeg-Source").Single());
        }

        if (freeze)
            redis.Thaw();
        else
            await redis.RunAsync();
        await EventuallyAsync(() => IsUpAsync(remote));
    }

    [Fact]
    public async Task A_node_starts_without_its_Redis_and_finds_it_later()
    {
        using var redis = await RedisServer.StartAsync();
        redis.Kill();
        await using var airline = await AirlineApi.StartAsync(new TestApi(null, Settings(redis)) { Time = TimeProvider.System });
        await airline.OffersAsync(NewFares());

        Assert.Equal("live", (await airline.ContentAsync("c1")).Source);
        await redis.RunAsync();
        await EventuallyAsync(() => IsUpAsync(airline.Api.Services.GetRequiredService<IRemoteLevel>()));
    }

    private static (string, string)[] Settings(RedisServer redis) => [("Redis:Connection", redis.Connection), ("Storage:Changes:PollInterval", "01:00:00")];

    private static TestApi Node(RedisServer redis, string folder) => new(folder, Settings(redis)) { Time = TimeProvider.System };

    private static string Recent() => TimeProvider.System.GetUtcNow().AddMinutes(-1).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'");

    private static string[] NewFares() =>
        [.. new[] { "LHR", "CDG", "LIS", "FCO" }.Select((to, i) => AirlineApi.Fare("f" + i, "JFK", to, 300 + i, to, departs: "2099-01-01", observedAt: Recent()))];

    private static async Task<string> ReadAsync(HybridCache cache, string key, string otherwise) =>
        await cache.GetOrCreateAsync(key, _ => ValueTask.FromResult(otherwise), new HybridCacheEntryOptions { Expiration = TimeSpan.FromSeconds(60) }, ["t"], TestContext.Current.CancellationToken);

    private static async Task<bool> IsUpAsync(IRemoteLevel remote)
    {
        remote.Set("up", [1], TimeSpan.FromMinutes(1));
        return await remote.GetAsync("up", []) is not null;
    }

    private static async Task EventuallyAsync(Func<Task<bool>> holds)
    {
        var watch = Stopwatch.StartNew();
        while (!await holds())
        {
            Assert.True(watch.Elapsed < Patience, "it did not come about");
            await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System, TestContext.Current.CancellationToken);
        }
    }
}
