using MicroSeg.Api.Audience;
using MicroSeg.Api.Segments;
using Microsoft.Extensions.Options;

namespace MicroSeg.Api.Membership;

/// <summary>
/// Has customers evaluated at the second at which they are due and everyone when definitions change, and, rarely, everyone to prove that nothing was missed.
/// </summary>
internal sealed partial class MembershipClock(
    MembershipEngine engine,
    SegmentCatalog catalog,
    IOptions<AudienceOptions> options,
    TimeProvider time,
    ILogger<MembershipClock> logger) : BackgroundService
{
    /// <summary>Answers are as of the present to this much when nobody is due.</summary>
    private static readonly TimeSpan Beat = TimeSpan.FromSeconds(1);

    private volatile TaskCompletionSource _wakeUp = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private long _evaluated;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        catalog.Changed += Wake;
        engine.DueSooner += Wake;
        await engine.WhenLoadedAsync(stoppingToken);
        _evaluated = time.GetTimestamp();
        while (true)
        {
            var wakeUp = _wakeUp.Task;
            var pause = Beat;
            try
            {
                await RunAsync(stoppingToken);
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

    private async Task RunAsync(CancellationToken cancellationToken)
    {
        await engine.SettleAsync(cancellationToken);
        await engine.EvaluateAsync(EvaluationScope.Redefined, MembershipCause.Definition, cancellationToken);
        if (time.GetElapsedTime(_evaluated) < options.Value.ReevaluateEvery)
            return;
        await engine.EvaluateAsync(EvaluationScope.All, MembershipCause.Recovery, cancellationToken);
        _evaluated = time.GetTimestamp();
    }

    private TimeSpan Pause()
    {
        var pause = engine.NextDueSeconds is { } due ? DateTimeOffset.FromUnixTimeSeconds(due) - time.GetUtcNow() : Beat;
        var least = TimeSpan.FromMilliseconds(1);
        return pause < least ? least : pause > Beat ? Beat : pause;
    }

    private void Wake() => Interlocked.Exchange(ref _wakeUp, new(TaskCreationOptions.RunContinuationsAsynchronously)).TrySetResult();

    private static partial class Log
    {
        [LoggerMessage(2220, LogLevel.Error, "An evaluation failed; what was known before is answered, and it is tried again")]
        public static partial void Failed(ILogger logger, Exception exception);
    }
}
