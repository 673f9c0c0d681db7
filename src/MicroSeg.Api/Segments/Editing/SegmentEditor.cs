using MicroSeg.Api.Segments.Versions;
using MicroSeg.Api.Storage;
using MicroSeg.Api.Storage.Changes;
using MicroSeg.Api.Web;
using Microsoft.EntityFrameworkCore;

namespace MicroSeg.Api.Segments.Editing;

/// <summary>Makes edits of segments, one after the other on all nodes, and waits until they are served here.</summary>
internal sealed class SegmentEditor(
    IDbContextFactory<MicroSegDbContext> store,
    SegmentCatalog catalog,
    ISegmentPopulations populations,
    ChangeSignal signal,
    ChangeTails tails,
    TimeProvider time)
{
    private static readonly TimeSpan EvaluateAtMost = TimeSpan.FromSeconds(20);

    /// <summary>Edits a segment. What changes nothing is no edit.</summary>
    /// <param name="key">The segment.</param>
    /// <param name="http">The request, for its conditions and for who makes it.</param>
    /// <param name="edit">What to do; returns the segment as it is to be, null when it is to be gone.</param>
    /// <param name="cancellationToken">Ends the wait, not the edit.</param>
    /// <returns>The segment; null when there is none any more.</returns>
    public async Task<LiveSegment?> RunAsync(string key, HttpRequest http, Func<SegmentEdit, Task<Segment?>> edit, CancellationToken cancellationToken)
    {
        Segment? edited;
        Change? change = null;
        await using (var db = await store.CreateDbContextAsync(cancellationToken))
        await using (var transaction = await db.Database.BeginTransactionAsync(cancellationToken))
        {
            await db.LockSequenceAsync(cancellationToken);
            var current = await db.Set<Segment>().SingleOrDefaultAsync(s => s.Key == key, cancellationToken);
            http.RequireMatch(current?.Version);
            edited = await edit(new SegmentEdit(db, key, current, NameOf(http), time.GetUtcNow()));
            if (db.ChangeTracker.HasChanges())
            {
                await db.SaveChangesAsync(cancellationToken);
                change = await db.AppendAsync(ChangeKind.Segment, key, cancellationToken);
                if (edited is not null && edited.Key != key)
                    change = await db.AppendAsync(ChangeKind.Segment, edited.Key, cancellationToken);
                await transaction.CommitAsync(cancellationToken);
            }
        }

        if (change is not null)
        {
            signal.NotifyCommitted();
            await WhenServedAsync(edited?.Key ?? key, edited?.Version, change.Number, cancellationToken);
        }

        return edited is null ? null : Live(edited);
    }

    /// <summary>Waits until a change of a segment is served on this node.</summary>
    /// <param name="key">The segment.</param>
    /// <param name="version">The version that is waited for; null when it was deleted.</param>
    /// <param name="number">The number of the change.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async Task WhenServedAsync(string key, long? version, long number, CancellationToken cancellationToken)
    {
        await tails.WhenAppliedAsync(number, cancellationToken);
        await populations.WhenServedAsync(key, version, EvaluateAtMost, cancellationToken);
    }

    /// <summary>The name of whoever makes a request, as far as it is kept.</summary>
    public static string? NameOf(HttpRequest http) => http.HttpContext.User.Identity?.Name is { } name ? name[..Math.Min(name.Length, SegmentVersion.MaxSavedByLength)] : null;

    /// <summary>A segment as this node knows it, or as it was saved when the node lags behind.</summary>
    private LiveSegment Live(Segment saved) => catalog.Find(saved.Key) is { } live && live.Version >= saved.Version ? live : LiveSegment.Of(saved, catalog.Schema, catalog.Models);
}
