using MicroSeg.Api.Caching;
using MicroSeg.Api.Tests.Support;

namespace MicroSeg.Api.Tests.Caching;

public sealed class CircuitBreakerTests
{
    private readonly ManualTimeProvider _clock = new(TestApi.Start);

    [Fact]
    public void Opens_after_failures_in_a_row_and_lets_one_probe_through()
    {
        var breaker = new CircuitBreaker(failuresToOpen: 2, TimeSpan.FromSeconds(1), _clock);

        Assert.False(breaker.Failed());
        breaker.Succeeded();
        Assert.False(breaker.Failed());
        Assert.True(breaker.Failed());
        Assert.False(breaker.TryEnter());

        _clock.Advance(TimeSpan.FromSeconds(1));
        Assert.True(breaker.TryEnter());
        Assert.False(breaker.TryEnter());
        Assert.False(breaker.Failed());
        Assert.False(breaker.TryEnter());

        _clock.Advance(TimeSpan.FromSeconds(1));
        Assert.True(breaker.TryEnter());
        breaker.Succeeded();
        Assert.True(breaker.TryEnter());
        Assert.False(breaker.IsOpen);
    }
}
