using MicroSeg.Api.Storage;

namespace MicroSeg.Api.Segments;

/// <summary>Implemented downstream by whatever names segments, so that a segment in use is not deleted under it.</summary>
internal interface ISegmentDependents
{
    /// <summary>Who uses a segment, read in the transaction that <paramref name="db"/> is in.</summary>
    Task<IReadOnlyList<SegmentUser>> UsersOfAsync(MicroSegDbContext db, string segmentKey, CancellationToken cancellationToken);
}

/// <summary>Something that names a segment.</summary>
/// <param name="Kind">What it is: <c>segment</c>, <c>block</c>.</param>
/// <param name="Key">Which one.</param>
internal sealed record SegmentUser(string Kind, string Key);
