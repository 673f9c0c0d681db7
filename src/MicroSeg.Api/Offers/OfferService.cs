using MicroSeg.Api.Intake;
using MicroSeg.Api.Intake.Records;
using MicroSeg.Api.Schema;
using MicroSeg.Api.Storage;
using MicroSeg.Api.Storage.Bulk;
using MicroSeg.Api.Storage.Changes;
using MicroSeg.Api.Web;

namespace MicroSeg.Api.Offers;

/// <summary>Takes offers into a feed, one by one or in place of all that were there.</summary>
internal sealed partial class OfferService(IntakeRunner intake, BulkWriter writer, SchemaCatalog schema, ChangeTails tails, TimeProvider time, ILogger<OfferService> logger)
{
    /// <summary>Takes a body of offers.</summary>
    /// <param name="feed">The feed.</param>
    /// <param name="replace">Whether the body is all that the feed shall hold.</param>
    /// <param name="request">The request.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async Task<IntakeReply> TakeAsync(string feed, bool replace, HttpRequest request, CancellationToken cancellationToken)
    {
        if (!schema.Feeds.ContainsKey(feed) && !(await schema.RefreshAsync(cancellationToken)).Feeds.ContainsKey(feed))
            throw FeedErrors.NotFound(feed, schema.Feeds.Keys);
        var (reply, number) = replace ? await ReplaceAsync(feed, request, cancellationToken) : await UpsertAsync(feed, request, cancellationToken);
        if (number > 0)
            await tails.WhenAppliedAsync(number, cancellationToken);
        return reply;
    }

    private async Task<(IntakeReply Reply, long Number)> UpsertAsync(string feed, HttpRequest request, CancellationToken cancellationToken)
    {
        var tally = await intake.RunAsync(request, new Target(feed, null, time), cancellationToken);
        return (tally.ToReply(), tally.Number);
    }

    private async Task<(IntakeReply Reply, long Number)> ReplaceAsync(string feed, HttpRequest request, CancellationToken cancellationToken)
    {
        var generation = (await writer.WriteAsync(new BeginReplacement(feed), cancellationToken)).Result;
        try
        {
            var tally = await intake.RunAsync(request, new Target(feed, generation, time), cancellationToken);
            if (tally.Accepted == 0 && !tally.IsExplicitlyEmpty)
                throw tally.On(FeedErrors.NothingLeft(feed));
            return (tally.ToReply(), await FinishAsync(feed, generation, tally, cancellationToken));
        }
        catch
        {
            await DropAsync(feed, generation);
            throw;
        }
    }

    private async Task<long> FinishAsync(string feed, long generation, IntakeTally tally, CancellationToken cancellationToken)
    {
        try
        {
            return (await writer.WriteAsync(new FinishReplacement(feed, generation), cancellationToken)).Number;
        }
        catch (ApiException failure)
        {
            throw tally.On(failure);
        }
    }

    // What cannot be dropped now is dropped by the next replacement.
    private async Task DropAsync(string feed, long generation)
    {
        try
        {
            await writer.WriteAsync(new DropReplacement(feed, generation), CancellationToken.None);
        }
        catch (ApiException exception)
        {
            Log.NotDropped(logger, feed, generation, exception);
        }
    }

    private sealed class Target(string feed, long? staged, TimeProvider time) : IIntakeTarget<OfferRow>
    {
        public bool TakesCsv => true;

        public bool IsStaged => staged is not null;

        public RecordParser<OfferRow> ParserFor(SchemaState schema) => new OfferParser(schema.Feeds[feed], StoredInstant.ToMicroseconds(time.GetUtcNow()));

        public BulkOperation<WriteCounts> Write(List<OfferRow> rows, bool moreFollows) => new UpsertOffers(feed, staged, rows) { MoreFollows = moreFollows };
    }

    private static partial class Log
    {
        [LoggerMessage(1301, LogLevel.Warning, "Generation {Generation} of feed {Feed}, which will not be shown, could not be deleted yet")]
        public static partial void NotDropped(ILogger logger, string feed, long generation, Exception exception);
    }
}
