using MicroSeg.Api.Storage;
using MicroSeg.Api.Storage.Leases;
using MicroSeg.Api.Webhooks.Sending;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace MicroSeg.Api.Webhooks.Outbox;

/// <summary>Sends to one webhook what is due, a few messages at a time, until nothing is.</summary>
internal sealed partial class WebhookPump(
    IDbContextFactory<MicroSegDbContext> store,
    MessageMaker maker,
    WebhookSender sender,
    NodeIdentity node,
    IOptions<WebhookOptions> options,
    TimeProvider time,
    ILogger<WebhookPump> logger)
{
    /// <summary>So many failures in a row are borne before all messages wait, not only those that failed.</summary>
    private const int PatientFailures = 3;

    /// <summary>Sends until nothing is due.</summary>
    /// <param name="key">The webhook.</param>
    /// <param name="stopping">Begins nothing more.</param>
    /// <param name="abandoning">Leaves what is on its way, which is then sent again some time.</param>
    public async Task RunAsync(string key, CancellationToken stopping, CancellationToken abandoning)
    {
        try
        {
            while (!stopping.IsCancellationRequested && await TakeAsync(key, abandoning) is { } round)
            {
                var outcomes = await Task.WhenAll(round.Due.Select(m => SendAsync(round.Webhook, m, abandoning)));
                await MarkAsync(key, outcomes, abandoning);
            }
        }
        catch (Exception exception) when (!abandoning.IsCancellationRequested)
        {
            Log.Failed(logger, key, exception);
        }
    }

    /// <summary>Takes the next messages, if this node may send.</summary>
    private async Task<Round?> TakeAsync(string key, CancellationToken cancellationToken)
    {
        await using var db = await store.CreateDbContextAsync(cancellationToken);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var now = time.GetUtcNow();
        if (!await db.TryHoldAsync(Lease.Webhooks, node.Id, now, options.Value.Lease, cancellationToken))
            return null;
        if (await db.Set<Webhook>().AsNoTracking().SingleOrDefaultAsync(w => w.Key == key && w.Enabled, cancellationToken) is not { } webhook || webhook.PausedUntil > now)
            return null;
        var due = db.Set<WebhookDelivery>().AsNoTracking()
            .Where(d => d.Webhook == key && d.Status == DeliveryStatus.Pending && d.NextAttemptAt <= now).OrderBy(d => d.Id).Take(options.Value.Concurrency);
        var deliveries = await due.ToListAsync(cancellationToken);
        if (deliveries.Count < options.Value.Concurrency && await maker.MakeAsync(db, webhook, cancellationToken))
            deliveries = await due.ToListAsync(cancellationToken);
        var messages = new List<Message>();
        foreach (var delivery in deliveries)
            messages.Add(new Message(delivery, await MessageMaker.WriteAsync(db, delivery, cancellationToken)));
        await transaction.CommitAsync(cancellationToken);
        return messages.Count == 0 ? null : new Round(webhook, messages);
    }

    private async Task<(long Id, SendOutcome? Outcome)> SendAsync(Webhook webhook, Message message, CancellationToken cancellationToken) =>
        (message.Delivery.Id, message.Payload is { } payload ? await sender.SendAsync(webhook, message.Delivery.MessageId, payload, cancellationToken) : null);

    /// <summary>Notes what came of the attempts. If this is not reached, they are made again, under the same ids.</summary>
    private async Task MarkAsync(string key, IReadOnlyList<(long Id, SendOutcome? Outcome)> outcomes, CancellationToken cancellationToken)
    {
        await using var db = await store.CreateDbContextAsync(cancellationToken);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var webhook = await db.Set<Webhook>().SingleOrDefaultAsync(w => w.Key == key, cancellationToken);
        var now = time.GetUtcNow();
        foreach (var (id, outcome) in outcomes)
        {
            // Both may have been deleted meanwhile.
            if (webhook is null || await db.Set<WebhookDelivery>().SingleOrDefaultAsync(d => d.Id == id, cancellationToken) is not { } delivery)
                continue;
            if (outcome is null)
                Finish(delivery, DeliveryStatus.Dropped, now);
            else
                Mark(webhook, delivery, outcome, now);
        }

        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }

    private void Mark(Webhook webhook, WebhookDelivery delivery, SendOutcome outcome, DateTimeOffset now)
    {
        delivery.Attempts++;
        delivery.LastAttemptAt = now;
        delivery.FirstAttemptAt ??= now;
        delivery.LastStatusCode = (int?)outcome.Status;
        delivery.LastError = outcome.Error;
        if (outcome.IsDelivered)
        {
            Finish(delivery, DeliveryStatus.Delivered, now);
            webhook.Recovered();
            return;
        }

        var pause = RetrySchedule.PauseAfter(delivery.Attempts, delivery.MessageId, options.Value);
        if (outcome.RetryAfter is { } wanted && wanted > pause)
            pause = wanted < options.Value.RetryAtMost ? wanted : options.Value.RetryAtMost;
        delivery.NextAttemptAt = now + pause;
        if (delivery.NextAttemptAt - delivery.FirstAttemptAt > options.Value.GiveUpAfter)
            Finish(delivery, DeliveryStatus.Failed, now);
        Judge(webhook, outcome, pause, now);
    }

    /// <summary>What a failure says of the receiver, beyond the one message.</summary>
    private void Judge(Webhook webhook, SendOutcome outcome, TimeSpan pause, DateTimeOffset now)
    {
        webhook.Failures++;
        webhook.FailingSince ??= now;
        if (outcome.RetryAfter is not null)
            webhook.PausedUntil = now + pause;
        else if (webhook.Failures >= PatientFailures)
            webhook.PausedUntil = now + RetrySchedule.PauseAfter(webhook.Failures - PatientFailures + 1, webhook.Key, options.Value);
        if (!webhook.Enabled)
            return;
        if (outcome.Status == System.Net.HttpStatusCode.Gone)
            webhook.Disable("the receiver answered 410 Gone", now);
        else if (now - webhook.FailingSince >= options.Value.DisableAfter)
            webhook.Disable($"nothing could be delivered for {options.Value.DisableAfter.TotalDays:0.#} days; the last time: {outcome.Error}", now);
        if (!webhook.Enabled)
            Log.Disabled(logger, webhook.Key, webhook.DisabledReason);
    }

    private static void Finish(WebhookDelivery delivery, DeliveryStatus status, DateTimeOffset now)
    {
        delivery.Status = status;
        delivery.DoneAt = now;
    }

    private sealed record Message(WebhookDelivery Delivery, byte[]? Payload);

    private sealed record Round(Webhook Webhook, IReadOnlyList<Message> Due);

    private static partial class Log
    {
        [LoggerMessage(2601, LogLevel.Warning, "Messages to webhook {Webhook} could not be sent or noted; they are tried again under the same ids")]
        public static partial void Failed(ILogger logger, string webhook, Exception exception);

        [LoggerMessage(2602, LogLevel.Warning, "Webhook {Webhook} is disabled: {Reason}")]
        public static partial void Disabled(ILogger logger, string webhook, string? reason);
    }
}
