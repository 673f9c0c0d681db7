using MicroSeg.Api.Storage;

namespace MicroSeg.Api.Segments;

/// <summary>Implemented by whatever stores something by a segment's key, so that it goes along when the segment is renamed.</summary>
internal interface ISegmentData
{
    /// <summary>Gives what is stored under one key to another, in the transaction that <paramref name="db"/> is in. Nothing is stored under the other.</summary>
    Task RenameAsync(MicroSegDbContext db, string from, string to, CancellationToken cancellationToken);
}
