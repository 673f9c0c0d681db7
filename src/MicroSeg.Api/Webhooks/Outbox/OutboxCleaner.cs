using MicroSeg.Api.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace MicroSeg.Api.Webhooks.Outbox;

/// <summary>Deletes messages that have been done for long, the rows of the outbox that they were made of, and what waits for webhooks that stay disabled.</summary>
internal sealed class OutboxCleaner(IDbContextFactory<MicroSegDbContext> store, IOptions<WebhookOptions> options, TimeProvider time)
{
    public async Task CleanAsync(CancellationToken cancellationToken)
    {
        var done = time.GetUtcNow() - options.Value.KeepFor;
        var waiting = done - options.Value.GiveUpAfter;
        await using var db = await store.CreateDbContextAsync(cancellationToken);
        await db.Set<WebhookDelivery>().Where(d => d.DoneAt < done).ExecuteDeleteAsync(cancellationToken);
        await db.Set<WebhookDelivery>().Where(d => d.CreatedAt < waiting && db.Set<Webhook>().Any(w => w.Key == d.Webhook && !w.Enabled)).ExecuteDeleteAsync(cancellationToken);
        await db.Set<OutboxTransition>()
            .Where(o => o.CreatedAt < done && (o.IsMade || (o.CreatedAt < waiting && db.Set<Webhook>().Any(w => w.Key == o.Webhook && !w.Enabled))))
            .Where(o => !db.Set<WebhookDelivery>().Any(d => d.OutboxId == o.Id))
            .ExecuteDeleteAsync(cancellationToken);
    }
}
