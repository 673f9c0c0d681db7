using MicroSeg.Api.Storage;
using Microsoft.EntityFrameworkCore;

namespace MicroSeg.Api.Segments.Versions;

/// <summary>Versions go along when their segment is renamed.</summary>
internal sealed class VersionsOfSegments : ISegmentData
{
    public Task RenameAsync(MicroSegDbContext db, string from, string to, CancellationToken cancellationToken) =>
        db.Set<SegmentVersion>().Where(v => v.Key == from).ExecuteUpdateAsync(set => set.SetProperty(v => v.Key, to), cancellationToken);
}
