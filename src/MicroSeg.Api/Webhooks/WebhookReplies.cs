using MicroSeg.Api.Membership;

namespace MicroSeg.Api.Webhooks;

/// <summary>A webhook as it is answered.</summary>
/// <param name="Key">Its key.</param>
/// <param name="Version">Counts its edits, from 1.</param>
/// <param name="Url">Where messages go.</param>
/// <param name="Description">What it is for.</param>
/// <param name="Segments">The segments that it is told of; absent for all.</param>
/// <param name="Events">Entries, exits or both.</param>
/// <param name="Causes">The causes that it is told of; absent for all.</param>
/// <param name="Enabled">Whether it is told anything.</param>
/// <param name="DisabledReason">Why the service disabled it; absent when it didn't.</param>
/// <param name="MaxBatch">Customers in one message at most.</param>
/// <param name="FailingSince">Since when nothing could be delivered; absent while all is well.</param>
/// <param name="PausedUntil">When the next attempt is made, because the receiver fails or asked for a pause.</param>
/// <param name="PreviousSecretUntil">Until when the secret before signs as well.</param>
/// <param name="Secret">What messages are signed with: shown when it was made, and never again.</param>
/// <param name="CreatedAt">When it was first saved.</param>
/// <param name="UpdatedAt">When it was last edited.</param>
internal sealed record WebhookResponse(
    string Key,
    long Version,
    string Url,
    string? Description,
    IReadOnlyList<string>? Segments,
    IReadOnlyList<WebhookEvent> Events,
    IReadOnlyList<MembershipCause>? Causes,
    bool Enabled,
    string? DisabledReason,
    int MaxBatch,
    DateTimeOffset? FailingSince,
    DateTimeOffset? PausedUntil,
    DateTimeOffset? PreviousSecretUntil,
    string? Secret,
    DateTimeOffset CreatedAt,
    DateTimeOffset UpdatedAt)
{
    public static WebhookResponse Of(Webhook webhook, bool showSecret = false) => new(
        webhook.Key, webhook.Version, webhook.Url, webhook.Description, webhook.Segments, webhook.Events, webhook.Causes, webhook.Enabled, webhook.DisabledReason, webhook.MaxBatch,
        webhook.FailingSince, webhook.PausedUntil, webhook.PreviousSecretUntil, showSecret ? webhook.Secret : null, webhook.CreatedAt, webhook.UpdatedAt);
}

/// <summary>What came of a test.</summary>
/// <param name="Id">The message's id.</param>
/// <param name="Delivered">Whether the receiver took it.</param>
/// <param name="StatusCode">What it answered; absent when it didn't.</param>
/// <param name="Error">What went wrong; absent when nothing did.</param>
internal sealed record WebhookTestReply(string Id, bool Delivered, int? StatusCode, string? Error);

/// <summary>A message and how far it has come.</summary>
/// <param name="Id">The message's id, which the receiver sees as <c>webhook-id</c>.</param>
/// <param name="Event">What it tells.</param>
/// <param name="Segment">Of which segment.</param>
/// <param name="Cause">Why it happened.</param>
/// <param name="At">When it happened.</param>
/// <param name="Customers">How many customers it tells of, those included who were erased since.</param>
/// <param name="Status">How far it has come.</param>
/// <param name="Attempts">How often it was sent.</param>
/// <param name="LastAttemptAt">When it was last sent.</param>
/// <param name="LastStatusCode">What the receiver answered last; absent when it didn't.</param>
/// <param name="LastError">What went wrong last; absent when nothing did.</param>
/// <param name="NextAttemptAt">When it is sent next; absent when it is done.</param>
/// <param name="CreatedAt">When it was made.</param>
/// <param name="DoneAt">When it was done; absent when it isn't.</param>
internal sealed record DeliveryReply(
    string Id,
    WebhookEvent Event,
    string Segment,
    MembershipCause Cause,
    DateTimeOffset At,
    int Customers,
    DeliveryStatus Status,
    int Attempts,
    DateTimeOffset? LastAttemptAt,
    int? LastStatusCode,
    string? LastError,
    DateTimeOffset? NextAttemptAt,
    DateTimeOffset CreatedAt,
    DateTimeOffset? DoneAt);
