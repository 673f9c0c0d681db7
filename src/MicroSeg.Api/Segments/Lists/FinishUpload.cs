using MicroSeg.Api.Intake;
using MicroSeg.Api.Segments.Editing;
using MicroSeg.Api.Storage;
using MicroSeg.Api.Storage.Bulk;
using MicroSeg.Api.Storage.Changes;
using MicroSeg.Api.Web;
using Microsoft.EntityFrameworkCore;

namespace MicroSeg.Api.Segments.Lists;

/// <summary>Shows what an upload has staged, as its mode says, in place of what the list showed. A segment that is not there is made.</summary>
/// <param name="key">The segment.</param>
/// <param name="mode">How the upload changes the list.</param>
/// <param name="staged">Where its ids are.</param>
/// <param name="counts">What became of its records.</param>
/// <param name="most">The most ids that a list may have.</param>
/// <param name="http">The request, for its conditions and for who makes it.</param>
/// <param name="now">The time.</param>
internal sealed class FinishUpload(string key, ListMode mode, long staged, IntakeTally counts, long most, HttpRequest http, DateTimeOffset now) : BulkOperation<FinishedUpload>
{
    public override int Size => 1_000;

    protected override async Task<FinishedUpload> WriteAsync(BulkTransaction transaction, CancellationToken cancellationToken)
    {
        var db = transaction.Db;
        var edit = new SegmentEdit(db, key, await db.Set<Segment>().SingleOrDefaultAsync(s => s.Key == key, cancellationToken), SegmentEditor.NameOf(http), now);
        var upload = await PlanAsync(edit, cancellationToken);

        // Nothing is refused from here on: the transaction goes on with others.
        var segment = edit.Current ?? SegmentService.Add(edit, SegmentKind.List);
        var number = transaction.Changes.Take(ChangeKind.SegmentList, key);
        await WriteAsync(db, segment, number, cancellationToken);
        segment.ListNumber = number;
        if (upload.Removed > 0)
            segment.ListShrunkNumber = number;
        await edit.StampAsync(segment, cancellationToken, upload: upload);
        await db.SaveChangesAsync(cancellationToken);
        db.ChangeTracker.Clear();
        return new FinishedUpload(edit.Current is null, segment.Version, upload);
    }

    /// <summary>Checks the upload, and counts what it will do.</summary>
    private async Task<ListUpload> PlanAsync(SegmentEdit edit, CancellationToken cancellationToken)
    {
        var db = edit.Db;
        http.RequireMatch(edit.Current?.Version);
        if (edit.Current is { Kind: not SegmentKind.List })
            throw SegmentErrors.KindIsFixed(key, edit.Current.Kind);
        if (edit.Current is null)
            await SegmentService.ThrowIfRetiredAsync(db, key, cancellationToken);
        var list = edit.Current?.ListId;
        if (list is null && mode == ListMode.Remove)
            throw SegmentErrors.NoList(key);
        var before = list is { } present ? await db.IdsOf(present).CountAsync(cancellationToken) : 0;
        var unknown = await db.CountUnknownAsync(staged, cancellationToken);
        var missing = list is { } other ? await db.CountMissingAsync(staged, other, cancellationToken) : (int)counts.Accepted;
        var common = (int)counts.Accepted - missing;
        var (added, removed) = mode switch
        {
            ListMode.Add => (missing, 0),
            ListMode.Remove => (0, common),
            _ => (missing, before - common),
        };
        return before + added - removed is var size && size > most
            ? throw SegmentErrors.ListTooLong(key, most)
            : new ListUpload(mode, counts.Accepted, counts.Duplicates, counts.RejectedCount, unknown, added, removed, size);
    }

    private async Task WriteAsync(MicroSegDbContext db, Segment segment, long number, CancellationToken cancellationToken)
    {
        if (segment.ListId is not { } list || mode == ListMode.Replace)
        {
            if (segment.ListId is { } replaced)
                await db.DeleteListAsync(replaced, cancellationToken);
            segment.ListId = staged;
            return;
        }

        if (mode == ListMode.Add)
            await db.AddFromAsync(list, staged, number, cancellationToken);
        else
            await db.RemoveFromAsync(list, staged, cancellationToken);
        await db.DeleteListAsync(staged, cancellationToken);
    }
}

/// <summary>What an upload has come to.</summary>
/// <param name="IsNew">Whether it made the segment.</param>
/// <param name="Version">The segment's version.</param>
/// <param name="Upload">What it did to the list.</param>
internal sealed record FinishedUpload(bool IsNew, long Version, ListUpload Upload);
