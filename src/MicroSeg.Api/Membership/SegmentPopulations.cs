using MicroSeg.Api.Segments;
using MicroSeg.Audience.Bitmaps;

namespace MicroSeg.Api.Membership;

/// <summary>Tells the segments' slice how many belong to each.</summary>
internal sealed class SegmentPopulations(MembershipEngine engine, SegmentCatalog catalog, TimeProvider time) : ISegmentPopulations
{
    public SegmentPopulation? Find(string segmentKey)
    {
        var state = engine.State;
        return state.Find(segmentKey) is { } segment ? new SegmentPopulation(segment.Version, segment.Members.Count, state.AsOf) : null;
    }

    public CustomerSet? MembersOf(string segmentKey) => engine.State.Find(segmentKey)?.Members;

    public async Task WhenServedAsync(string segmentKey, long? version, TimeSpan atMost, CancellationToken cancellationToken)
    {
        using var deadline = new CancellationTokenSource(atMost, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellationToken);
        try
        {
            while (true)
            {
                var progress = engine.Progress;
                if (IsServed(segmentKey, version))
                    return;
                await progress.WaitAsync(either.Token);
            }
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            // The save stands; its size is answered later.
        }
    }

    private bool IsServed(string segmentKey, long? version)
    {
        var served = Find(segmentKey)?.Version;
        return version is null || catalog.Find(segmentKey) is not { Rule: not null } ? served is null : served >= version;
    }
}
