using MicroSeg.Api.Segments.Versions;
using MicroSeg.Api.Storage;
using Microsoft.EntityFrameworkCore;

namespace MicroSeg.Api.Segments.Editing;

/// <summary>One edit of one segment, in a transaction that holds the sequence's lock: what it reads stays true until it is committed.</summary>
/// <param name="Db">The transaction.</param>
/// <param name="Key">The segment's key.</param>
/// <param name="Current">The segment as it is; null when there is none.</param>
/// <param name="By">Who edits.</param>
/// <param name="Now">When.</param>
internal sealed record SegmentEdit(MicroSegDbContext Db, string Key, Segment? Current, string? By, DateTimeOffset Now)
{
    /// <summary>The segment as it is.</summary>
    /// <exception cref="Web.ApiException">404: there is none.</exception>
    public Segment Existing => Current ?? throw SegmentErrors.NotFound(Key);

    /// <summary>Makes what the segment says now its next version.</summary>
    /// <param name="segment">The segment.</param>
    /// <param name="restored">The version whose definition it is.</param>
    /// <param name="renamedFrom">The key that it had until now.</param>
    /// <param name="upload">What was done to its list.</param>
    /// <param name="cancellationToken">Stops.</param>
    public async Task StampAsync(Segment segment, CancellationToken cancellationToken, long? restored = null, string? renamedFrom = null, Lists.ListUpload? upload = null)
    {
        var last = await Db.Set<SegmentVersion>().Where(v => v.Key == segment.Key).MaxAsync(v => (long?)v.Version, cancellationToken) ?? 0;
        segment.Version = last + 1;
        segment.UpdatedAt = Now;
        var version = new SegmentVersion { Key = segment.Key, Version = segment.Version, SavedAt = Now, SavedBy = By, Restored = restored, RenamedFrom = renamedFrom, Upload = upload };
        version.Take(segment);
        Db.Add(version);
    }
}
