using MicroSeg.Api.Intake;
using MicroSeg.Api.Segments.Editing;
using MicroSeg.Api.Storage.Bulk;
using MicroSeg.Api.Storage.Changes;
using MicroSeg.Api.Web;
using Microsoft.Extensions.Options;

namespace MicroSeg.Api.Segments.Lists;

/// <summary>
/// Takes uploads of lists. The ids are staged, and shown all at once when the upload has come to its end; until then, and when it breaks off, the list
/// stays what it was.
/// </summary>
internal sealed partial class ListUploads(
    IntakeRunner intake,
    BulkWriter writer,
    SegmentEditor editor,
    SegmentCatalog catalog,
    ChangeTails tails,
    IOptions<SegmentOptions> options,
    TimeProvider time,
    ILogger<ListUploads> logger)
{
    private static readonly TimeSpan ReadAtMost = TimeSpan.FromSeconds(20);

    /// <summary>Takes an upload, and returns when its members are served on this node.</summary>
    /// <returns>What became of it, and whether it made the segment.</returns>
    public async Task<(ListReply Reply, bool IsNew)> TakeAsync(string key, ListMode mode, HttpRequest http, CancellationToken cancellationToken)
    {
        SegmentKey.ThrowIfInvalid(key);
        if (catalog.Find(key) is { Kind: not SegmentKind.List } other)
            throw SegmentErrors.KindIsFixed(key, other.Kind);
        var staged = (await writer.WriteAsync(new BeginUpload(time.GetUtcNow()), cancellationToken)).Result;
        try
        {
            var tally = await intake.RunAsync(http, new UploadTarget(key, staged, options.Value.MaxListIds), cancellationToken);
            if (tally.Accepted == 0 && !tally.IsExplicitlyEmpty)
                throw tally.On(SegmentErrors.NothingListed(key));
            var (finished, number) = await FinishAsync(new FinishUpload(key, mode, staged, tally, options.Value.MaxListIds, http, time.GetUtcNow()), tally, cancellationToken);
            await tails.WhenAppliedAsync(number, ReadAtMost, cancellationToken);
            await editor.WhenServedAsync(key, finished.Version, number, cancellationToken);
            return (ListReply.Of(key, finished, catalog.Find(key)?.List?.PendingCount, tally.ToReply()), finished.IsNew);
        }
        catch
        {
            await DropAsync(key, staged);
            throw;
        }
    }

    private async Task<Committed<FinishedUpload>> FinishAsync(FinishUpload finish, IntakeTally tally, CancellationToken cancellationToken)
    {
        try
        {
            return await writer.WriteAsync(finish, cancellationToken);
        }
        catch (ApiException failure)
        {
            throw tally.On(failure);
        }
    }

    // What cannot be dropped now is dropped by a later upload.
    private async Task DropAsync(string key, long staged)
    {
        try
        {
            await writer.WriteAsync(new DropUpload(staged), CancellationToken.None);
        }
        catch (ApiException exception)
        {
            Log.NotDropped(logger, key, staged, exception);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(2110, LogLevel.Warning, "The ids of a broken upload for segment {Segment}, staged as {Staged}, could not be deleted yet")]
        public static partial void NotDropped(ILogger logger, string segment, long staged, Exception exception);
    }
}
