using MicroSeg.Audience.Bitmaps;

namespace MicroSeg.Api.Segments;

/// <summary>What segments need to know of whoever evaluates them, downstream.</summary>
internal interface ISegmentPopulations
{
    /// <summary>The population of a segment as it is served; null when it has not been evaluated.</summary>
    SegmentPopulation? Find(string segmentKey);

    /// <summary>The members of a segment as it is served; null when it has not been evaluated.</summary>
    CustomerSet? MembersOf(string segmentKey);

    /// <summary>Completes when the change of a segment is served on this node, or after <paramref name="atMost"/>.</summary>
    /// <param name="segmentKey">The segment.</param>
    /// <param name="version">The version that is waited for; null when the segment was deleted.</param>
    /// <param name="atMost">How long to wait.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    Task WhenServedAsync(string segmentKey, long? version, TimeSpan atMost, CancellationToken cancellationToken);
}

/// <summary>How many belong to a segment.</summary>
/// <param name="Version">The definition's version.</param>
/// <param name="Size">Its members.</param>
/// <param name="AsOf">The instant that this is true of.</param>
internal sealed record SegmentPopulation(long Version, int Size, DateTimeOffset AsOf);
