using MicroSeg.Api.Audience;
using MicroSeg.Api.Segments;
using Microsoft.Extensions.Options;

namespace MicroSeg.Api.Membership;

/// <summary>Has membership evaluated when definitions change, when the time of an event of the future has come, and again and again because time passes.</summary>
internal sealed partial class MembershipClock(
    MembershipEngine engine,
    SegmentCatalog catalog,
    IOptions<AudienceOptions> options,
    TimeProvider time,
    ILogger<MembershipClock> logger) : BackgroundService
{
    private volatile TaskCompletionSource _wakeUp = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private long _evaluated;
    private TimeSpan _interval;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        catalog.Changed += Wake;
        engine.DueSooner += Wake;
        await engine.WhenLoadedAsync(stoppingToken);
        _evaluated = time.GetTimestamp();
        _interval = options.Value.ReevaluateEvery;
        while (true)
        {
            var wakeUp = _wakeUp.Task;
            var pause = options.Value.ReevaluateEvery;
            try
            {
                await RunDueAsync(stoppingToken);
                pause = Pause();
            }
            catch (Exception exception) when (!stoppingToken.IsCancellationRequested)
            {
                Log.Failed(logger, exception);
            }

            using var waking = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken);
            await Task.WhenAny(wakeUp, Task.Delay(pause, time, waking.Token));
            await waking.CancelAsync();
            stoppingToken.ThrowIfCancellationRequested();
        }
    }

    private async Task RunDueAsync(CancellationToken cancellationToken)
    {
        engine.ApplyDue();
        var isTime = time.GetElapsedTime(_evaluated) >= _interval;
        var started = time.GetTimestamp();
        await engine.EvaluateAsync(isTime ? EvaluationScope.Time : EvaluationScope.Redefined, MembershipCause.Time, cancellationToken);
        if (!isTime)
            return;
        _evaluated = time.GetTimestamp();
        _interval = Max(options.Value.ReevaluateEvery, time.GetElapsedTime(started) / options.Value.ReevaluateShare);
    }

    private TimeSpan Pause()
    {
        var pause = _interval - time.GetElapsedTime(_evaluated);
        if (engine.NextDueSeconds is { } due && DateTimeOffset.FromUnixTimeSeconds(due) - time.GetUtcNow() is var untilDue && untilDue < pause)
            pause = untilDue;
        return Max(pause, TimeSpan.FromMilliseconds(1));
    }

    private void Wake() => Interlocked.Exchange(ref _wakeUp, new(TaskCreationOptions.RunContinuationsAsynchronously)).TrySetResult();

    private static TimeSpan Max(TimeSpan a, TimeSpan b) => a > b ? a : b;

    private static partial class Log
    {
        [LoggerMessage(2220, LogLevel.Error, "An evaluation failed; what was known before is answered, and it is tried again")]
        public static partial void Failed(ILogger logger, Exception exception);
    }
}
