using MicroSeg.Api.Membership;
using MicroSeg.Api.Storage;
using MicroSeg.Audience.Bitmaps;
using Microsoft.EntityFrameworkCore;

namespace MicroSeg.Api.Webhooks;

/// <summary>Writes to the outbox what webhooks are to be told, in the transaction of the membership log: a transition that is recorded will be told, and no other.</summary>
internal sealed class WebhookSink(TimeProvider time) : ITransitionSink
{
    public async Task WriteAsync(MicroSegDbContext db, IReadOnlyList<(long EntryId, Transition Transition)> written, CancellationToken cancellationToken)
    {
        if (written.Count == 0)
            return;
        var webhooks = await db.Set<Webhook>().AsNoTracking().Where(w => w.Enabled).ToListAsync(cancellationToken);
        foreach (var (entry, transition) in webhooks.Count == 0 ? [] : written)
        {
            Add(db, webhooks, entry, transition, WebhookEvent.Exited, transition.Exited);
            Add(db, webhooks, entry, transition, WebhookEvent.Entered, transition.Entered);
        }

        await db.SaveChangesAsync(cancellationToken);
    }

    private void Add(MicroSegDbContext db, List<Webhook> webhooks, long entry, Transition transition, WebhookEvent what, CustomerSet customers)
    {
        if (customers.Count == 0)
            return;
        byte[]? roaring = null;
        foreach (var webhook in webhooks.Where(w => w.Wants(transition, what)))
        {
            db.Add(new OutboxTransition
            {
                Webhook = webhook.Key,
                EntryId = entry,
                Event = what,
                Segment = transition.Segment,
                SegmentVersion = transition.Version,
                Cause = transition.Cause,
                At = transition.At,
                Customers = roaring ??= RoaringFormat.Write(customers),
                Count = customers.Count,
                Batch = webhook.MaxBatch,
                CreatedAt = time.GetUtcNow(),
            });
        }
    }
}
