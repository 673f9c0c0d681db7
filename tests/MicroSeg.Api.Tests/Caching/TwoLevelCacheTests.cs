using MicroSeg.Api.Caching;
using MicroSeg.Api.Tests.Support;
using Microsoft.Extensions.Caching.Hybrid;
using Microsoft.Extensions.DependencyInjection;

namespace MicroSeg.Api.Tests.Caching;

public sealed class TwoLevelCacheTests : IAsyncDisposable
{
    private readonly ManualTimeProvider _clock = new(TestApi.Start);
    private readonly ServiceProvider _services;
    private int _made;

    public TwoLevelCacheTests()
    {
        var services = new ServiceCollection();
        services.AddLogging().AddSingleton<TimeProvider>(_clock).AddSingleton<Microsoft.Extensions.Configuration.IConfiguration>(new Microsoft.Extensions.Configuration.ConfigurationManager());
        services.AddCaching();
        _services = services.BuildServiceProvider();
    }

    private TwoLevelCache Cache => _services.GetRequiredService<TwoLevelCache>();

    public ValueTask DisposeAsync() => _services.DisposeAsync();

    [Fact]
    public async Task However_many_ask_it_is_made_once()
    {
        var gate = new TaskCompletionSource();
        var all = Enumerable.Range(0, 500).Select(_ => GetAsync(async () =>
        {
            await gate.Task;
            return "v";
        })).ToList();
        gate.SetResult();

        Assert.All(await Task.WhenAll(all), found => Assert.Equal("v", found.Entry.Value));
        Assert.Equal(1, _made);
    }

    [Fact]
    public async Task A_stale_value_stands_in_for_one_that_cannot_be_made()
    {
        await GetAsync(() => Task.FromResult("good"));
        _clock.Advance(TimeSpan.FromMinutes(2));

        var stale = await GetAsync(() => Task.FromException<string>(new InvalidOperationException()));
        _clock.Advance(TimeSpan.FromHours(1));

        Assert.Equal(("good", typeof(InvalidOperationException)), (stale.Entry.Value, stale.Failure?.GetType()));
        await Assert.ThrowsAsync<InvalidOperationException>(() => GetAsync(() => Task.FromException<string>(new InvalidOperationException())));
    }

    [Fact]
    public async Task A_dropped_tag_makes_what_has_it_stale()
    {
        await GetAsync(() => Task.FromResult("one"));
        await Cache.RemoveByTagAsync("tag", TestContext.Current.CancellationToken);
        _clock.Advance(TimeSpan.FromTicks(1));
        var second = await GetAsync(() => Task.FromResult("two"));
        var third = await GetAsync(() => Task.FromResult("three"));

        Assert.Equal(("two", CacheLevel.None, "two", CacheLevel.Memory), (second.Entry.Value, second.Level, third.Entry.Value, third.Level));
    }

    [Fact]
    public async Task It_is_the_frameworks_cache_as_well()
    {
        var cache = _services.GetRequiredService<HybridCache>();
        var options = new HybridCacheEntryOptions { Expiration = TimeSpan.FromSeconds(10) };
        var token = TestContext.Current.CancellationToken;

        Assert.Equal(1, await cache.GetOrCreateAsync("n", _ => ValueTask.FromResult(1), options, cancellationToken: token));
        Assert.Equal(1, await cache.GetOrCreateAsync("n", _ => ValueTask.FromResult(2), options, cancellationToken: token));
        _clock.Advance(TimeSpan.FromSeconds(11));
        Assert.Equal(3, await cache.GetOrCreateAsync("n", _ => ValueTask.FromResult(3), options, cancellationToken: token));
        await cache.RemoveAsync("n", token);
        Assert.Equal(4, await cache.GetOrCreateAsync("n", _ => ValueTask.FromResult(4), options, cancellationToken: token));
        await cache.SetAsync("n", 5, options, cancellationToken: token);
        Assert.Equal(5, await cache.GetOrCreateAsync("n", _ => ValueTask.FromResult(6), options, cancellationToken: token));
    }

    private async Task<Cached<string>> GetAsync(Func<Task<string>> make) => await Cache.GetOrMakeAsync<string>(
        "key", ["tag"], static _ => true,
        async () =>
        {
            Interlocked.Increment(ref _made);
            var now = _clock.GetUtcNow();
            return new CacheEntry<string>(await make(), now, now.AddMinutes(1), now.AddHours(1), 10);
        },
        TestContext.Current.CancellationToken);
}
