using MicroSeg.Api.Customers;
using MicroSeg.Api.Storage;
using MicroSeg.Api.Webhooks.Sending;
using MicroSeg.Audience.Bitmaps;
using Microsoft.EntityFrameworkCore;

namespace MicroSeg.Api.Webhooks.Outbox;

/// <summary>Makes messages of the rows of the outbox: a few ahead of what is being sent, and their text when they are sent.</summary>
internal sealed class MessageMaker(TimeProvider time)
{
    /// <summary>Messages made at a time.</summary>
    private const int Ahead = 100;

    /// <summary>Messages that may wait for another attempt before no more are made.</summary>
    private const int MaxPending = 1_000;

    /// <summary>Makes the next messages of a webhook, in the transaction that <paramref name="db"/> is in.</summary>
    /// <returns>Whether there were any to make.</returns>
    public async Task<bool> MakeAsync(MicroSegDbContext db, Webhook webhook, CancellationToken cancellationToken)
    {
        var pending = await db.Set<WebhookDelivery>().CountAsync(d => d.Webhook == webhook.Key && d.Status == DeliveryStatus.Pending, cancellationToken);
        var room = Math.Min(Ahead, MaxPending - pending);
        var made = 0;
        while (made < room && await db.Set<OutboxTransition>().Where(o => o.Webhook == webhook.Key && !o.IsMade).OrderBy(o => o.Id).FirstOrDefaultAsync(cancellationToken) is { } row)
        {
            var now = time.GetUtcNow();
            for (; row.Made < row.Messages && made < room; row.Made++, made++)
            {
                db.Add(new WebhookDelivery
                {
                    MessageId = WebhookSecret.MessageId(webhook, row, row.Made),
                    Webhook = webhook.Key,
                    OutboxId = row.Id,
                    Part = row.Made,
                    NextAttemptAt = now,
                    CreatedAt = now,
                });
            }

            row.IsMade = row.Made == row.Messages;
            await db.SaveChangesAsync(cancellationToken);
        }

        return made > 0;
    }

    /// <summary>The text of a message; null when all its customers have been erased. The store is asked, so that nobody's id leaves after the erasure.</summary>
    public static async Task<byte[]?> WriteAsync(MicroSegDbContext db, WebhookDelivery delivery, CancellationToken cancellationToken)
    {
        var row = await db.Set<OutboxTransition>().AsNoTracking().SingleAsync(o => o.Id == delivery.OutboxId, cancellationToken);
        if (!RoaringFormat.TryRead(row.Customers, out var set, out var error))
            throw new InvalidDataException($"The outbox is damaged: {error}");
        int[] ordinals = [.. set.From(set.Select(delivery.Part * row.Batch)).Take(row.Batch)];
        var ids = await db.Set<Customer>().Where(c => ordinals.Contains(c.Ordinal) && c.Id != null).OrderBy(c => c.Ordinal).Select(c => c.Id!).ToListAsync(cancellationToken);
        return ids.Count == 0 ? null : WebhookPayload.Of(row, delivery.Part, ids);
    }
}
