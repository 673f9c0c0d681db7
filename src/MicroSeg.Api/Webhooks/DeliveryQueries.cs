using MicroSeg.Api.Storage;
using MicroSeg.Api.Web;
using Microsoft.EntityFrameworkCore;

namespace MicroSeg.Api.Webhooks;

/// <summary>What became of messages, and sending them again.</summary>
internal sealed class DeliveryQueries(IDbContextFactory<MicroSegDbContext> store, TimeProvider time)
{
    /// <summary>A page of a webhook's messages, the newest first.</summary>
    /// <returns>Null when there is no such webhook.</returns>
    public async Task<Page<DeliveryReply>?> ListAsync(string webhook, DeliveryStatus? status, int? limit, string? cursor, CancellationToken cancellationToken)
    {
        var (size, before) = (Cursor.Limit(limit), Cursor.DecodeNumber(cursor) ?? long.MaxValue);
        await using var db = await store.CreateDbContextAsync(cancellationToken);
        if (!await db.Set<Webhook>().AnyAsync(w => w.Key == webhook, cancellationToken))
            return null;
        var found = await Join(db, db.Set<WebhookDelivery>().Where(d => d.Webhook == webhook && d.Id < before && (status == null || d.Status == status)))
            .OrderByDescending(r => r.Delivery.Id).Take(size + 1).ToListAsync(cancellationToken);
        return new Page<DeliveryReply>([.. found.Take(size).Select(r => r.ToReply())], found.Count > size ? Cursor.Encode(found[size - 1].Delivery.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)) : null);
    }

    /// <summary>Has a message sent again as soon as may be, whatever came of it, under the id that it has.</summary>
    /// <returns>Null when there is no such message.</returns>
    public async Task<DeliveryReply?> ResendAsync(string webhook, string messageId, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        await using var db = await store.CreateDbContextAsync(cancellationToken);
        var delivery = db.Set<WebhookDelivery>().Where(d => d.Webhook == webhook && d.MessageId == messageId);
        await delivery.ExecuteUpdateAsync(
            set => set.SetProperty(d => d.Status, DeliveryStatus.Pending).SetProperty(d => d.NextAttemptAt, now)
                .SetProperty(d => d.FirstAttemptAt, (DateTimeOffset?)null).SetProperty(d => d.DoneAt, (DateTimeOffset?)null),
            cancellationToken);
        return (await Join(db, delivery).SingleOrDefaultAsync(cancellationToken))?.ToReply();
    }

    private static IQueryable<Row> Join(MicroSegDbContext db, IQueryable<WebhookDelivery> deliveries) =>
        from delivery in deliveries.AsNoTracking()
        join row in db.Set<OutboxTransition>().AsNoTracking() on delivery.OutboxId equals row.Id
        select new Row { Delivery = delivery, Event = row.Event, Segment = row.Segment, Cause = row.Cause, At = row.At, Count = row.Count, Batch = row.Batch };

    private sealed class Row
    {
        public required WebhookDelivery Delivery { get; init; }

        public required WebhookEvent Event { get; init; }

        public required string Segment { get; init; }

        public required Membership.MembershipCause Cause { get; init; }

        public required DateTimeOffset At { get; init; }

        public required int Count { get; init; }

        public required int Batch { get; init; }

        public DeliveryReply ToReply() => new(
            Delivery.MessageId, Event, Segment, Cause, At, Math.Min(Batch, Count - (Delivery.Part * Batch)), Delivery.Status, Delivery.Attempts, Delivery.LastAttemptAt, Delivery.LastStatusCode,
            Delivery.LastError, Delivery.Status == DeliveryStatus.Pending ? Delivery.NextAttemptAt : null, Delivery.CreatedAt, Delivery.DoneAt);
    }
}
