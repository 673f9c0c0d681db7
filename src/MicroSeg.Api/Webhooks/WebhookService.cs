using MicroSeg.Api.Segments;
using MicroSeg.Api.Storage;
using MicroSeg.Api.Storage.Changes;
using MicroSeg.Api.Web;
using MicroSeg.Api.Webhooks.Sending;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace MicroSeg.Api.Webhooks;

/// <summary>Webhooks: saved, rotated, tested, deleted.</summary>
internal sealed class WebhookService(IDbContextFactory<MicroSegDbContext> store, WebhookSender sender, IOptions<WebhookOptions> options, TimeProvider time)
{
    public async Task<Webhook?> FindAsync(string key, CancellationToken cancellationToken)
    {
        await using var db = await store.CreateDbContextAsync(cancellationToken);
        return await db.Set<Webhook>().AsNoTracking().SingleOrDefaultAsync(w => w.Key == key, cancellationToken);
    }

    /// <summary>A page of webhooks in the order of their keys.</summary>
    public async Task<Page<WebhookResponse>> ListAsync(int? limit, string? cursor, CancellationToken cancellationToken)
    {
        var (size, after) = (Cursor.Limit(limit), Cursor.Decode(cursor) ?? "");
        await using var db = await store.CreateDbContextAsync(cancellationToken);
        var found = await db.Set<Webhook>().AsNoTracking().Where(w => w.Key.CompareTo(after) > 0).OrderBy(w => w.Key).Take(size + 1).ToListAsync(cancellationToken);
        return new Page<WebhookResponse>([.. found.Take(size).Select(w => WebhookResponse.Of(w))], found.Count > size ? Cursor.Encode(found[size - 1].Key) : null);
    }

    /// <summary>Saves a webhook. A new one gets a secret.</summary>
    /// <exception cref="ApiException">400 with every finding; 409 when there are too many; 412.</exception>
    public async Task<(Webhook Webhook, bool IsNew)> SaveAsync(string key, WebhookRequest request, HttpRequest http, CancellationToken cancellationToken)
    {
        WebhookKey.ThrowIfInvalid(key);
        await using var db = await store.CreateDbContextAsync(cancellationToken);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);

        // Under the lock no segment can be deleted between the check and the commit.
        await db.LockSequenceAsync(cancellationToken);
        var webhook = await db.Set<Webhook>().SingleOrDefaultAsync(w => w.Key == key, cancellationToken);
        http.RequireMatch(webhook?.Version);
        var findings = request.Check(await db.Set<Segment>().Select(s => s.Key).ToListAsync(cancellationToken), options.Value.AllowLoopback);
        if (findings.Count > 0)
            throw WebhookErrors.NotUsable(findings);
        var isNew = webhook is null;
        if (isNew && await db.Set<Webhook>().CountAsync(cancellationToken) >= options.Value.MaxWebhooks)
            throw WebhookErrors.TooMany(options.Value.MaxWebhooks);
        webhook ??= db.Add(new Webhook { Key = key, Secret = WebhookSecret.New(), CreatedAt = time.GetUtcNow() }).Entity;
        Write(webhook, request);
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return (webhook, isNew);
    }

    /// <summary>Gives a webhook a new secret; the one before signs as well for a while.</summary>
    /// <returns>Null when there is no such webhook.</returns>
    public async Task<Webhook?> RotateAsync(string key, HttpRequest http, CancellationToken cancellationToken)
    {
        await using var db = await store.CreateDbContextAsync(cancellationToken);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var webhook = await db.Set<Webhook>().SingleOrDefaultAsync(w => w.Key == key, cancellationToken);
        http.RequireMatch(webhook?.Version);
        if (webhook is null)
            return null;
        webhook.PreviousSecret = webhook.Secret;
        webhook.PreviousSecretUntil = time.GetUtcNow() + options.Value.SecretOverlap;
        webhook.Secret = WebhookSecret.New();
        Touch(webhook);
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return webhook;
    }

    /// <summary>Deletes a webhook with all that waits for it.</summary>
    /// <returns>Whether there was one.</returns>
    public async Task<bool> DeleteAsync(string key, HttpRequest http, CancellationToken cancellationToken)
    {
        await using var db = await store.CreateDbContextAsync(cancellationToken);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var version = await db.Set<Webhook>().Where(w => w.Key == key).Select(w => (long?)w.Version).SingleOrDefaultAsync(cancellationToken);
        http.RequireMatch(version);
        if (version is null)
            return false;
        await db.Set<WebhookDelivery>().Where(d => d.Webhook == key).ExecuteDeleteAsync(cancellationToken);
        await db.Set<OutboxTransition>().Where(o => o.Webhook == key).ExecuteDeleteAsync(cancellationToken);
        await db.Set<Webhook>().Where(w => w.Key == key).ExecuteDeleteAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return true;
    }

    /// <summary>Sends a message that says nothing, at once and once, whether or not the webhook is enabled.</summary>
    /// <returns>Null when there is no such webhook.</returns>
    public async Task<WebhookTestReply?> TestAsync(string key, CancellationToken cancellationToken)
    {
        if (await FindAsync(key, cancellationToken) is not { } webhook)
            return null;
        var id = "msg_" + Guid.NewGuid().ToString("N");
        var outcome = await sender.SendAsync(webhook, id, WebhookPayload.Test(key, time.GetUtcNow()), cancellationToken);
        return new WebhookTestReply(id, outcome.IsDelivered, (int?)outcome.Status, outcome.Error);
    }

    private void Write(Webhook webhook, WebhookRequest request)
    {
        webhook.Url = request.Url!;
        webhook.Description = request.Description;
        webhook.Segments = request.Segments is { } segments ? [.. segments.Distinct(StringComparer.Ordinal)] : null;
        webhook.Events = [.. (request.Events ?? Enum.GetValues<WebhookEvent>()).Distinct().Order()];
        webhook.Causes = request.Causes is { } causes ? [.. causes.Distinct().Order()] : null;
        webhook.MaxBatch = request.MaxBatch;
        webhook.Enabled = request.Enabled;

        // Whoever edits it has seen to what was wrong.
        webhook.DisabledReason = null;
        webhook.Recovered();
        Touch(webhook);
    }

    private void Touch(Webhook webhook)
    {
        webhook.Version++;
        webhook.UpdatedAt = time.GetUtcNow();
    }
}
