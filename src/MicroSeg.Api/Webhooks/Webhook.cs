using MicroSeg.Api.Membership;
using MicroSeg.Api.Segments;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace MicroSeg.Api.Webhooks;

/// <summary>A receiver of entries and exits, in the store.</summary>
/// <remarks>
/// Secrets are kept as they are: nodes share nothing but the store, so a key to encrypt them with would lie beside them. Whoever can read the store
/// can sign as this service.
/// </remarks>
internal sealed class Webhook
{
    public required string Key { get; init; }

    /// <summary>Counts edits, those by the service itself included; the entity tag.</summary>
    public long Version { get; set; }

    public string Url { get; set; } = "";

    public string? Description { get; set; }

    /// <summary>The segments that it is told of; all when null.</summary>
    public string[]? Segments { get; set; }

    public WebhookEvent[] Events { get; set; } = [];

    /// <summary>The causes that it is told of; all when null.</summary>
    public MembershipCause[]? Causes { get; set; }

    /// <summary>Customers in one message at most.</summary>
    public int MaxBatch { get; set; }

    /// <summary>Whether it is told anything. What happens while it is not is not told later.</summary>
    public bool Enabled { get; set; }

    /// <summary>Why the service disabled it; null when somebody did, or when it is enabled.</summary>
    public string? DisabledReason { get; set; }

    public string Secret { get; set; } = "";

    /// <summary>The secret before, which signs as well until <see cref="PreviousSecretUntil"/>.</summary>
    public string? PreviousSecret { get; set; }

    public DateTimeOffset? PreviousSecretUntil { get; set; }

    /// <summary>Attempts that failed since the last that did not.</summary>
    public int Failures { get; set; }

    /// <summary>When the first of them was made.</summary>
    public DateTimeOffset? FailingSince { get; set; }

    /// <summary>Nothing is sent before.</summary>
    public DateTimeOffset? PausedUntil { get; set; }

    public DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset UpdatedAt { get; set; }

    /// <summary>Whether it is to be told of a transition.</summary>
    public bool Wants(Transition transition, WebhookEvent what) =>
        Events.Contains(what) && Segments?.Contains(transition.Segment, StringComparer.Ordinal) != false && Causes?.Contains(transition.Cause) != false;

    /// <summary>The secrets that sign a message now, the newest first.</summary>
    public IReadOnlyList<string> SecretsAt(DateTimeOffset now) => PreviousSecret is { } previous && now < PreviousSecretUntil ? [Secret, previous] : [Secret];

    /// <summary>Notes that an attempt succeeded, or that failures of before count no more.</summary>
    public void Recovered()
    {
        Failures = 0;
        FailingSince = null;
        PausedUntil = null;
    }

    /// <summary>Has it told nothing more, and says why.</summary>
    public void Disable(string reason, DateTimeOffset now)
    {
        Enabled = false;
        DisabledReason = reason;
        Version++;
        UpdatedAt = now;
    }

    internal sealed class Configuration : IEntityTypeConfiguration<Webhook>
    {
        public void Configure(EntityTypeBuilder<Webhook> builder)
        {
            builder.ToTable("webhooks").HasKey(w => w.Key);
            builder.Property(w => w.Key).HasMaxLength(SegmentKey.MaxLength);
            builder.Property(w => w.Url).HasMaxLength(WebhookRequest.MaxUrlLength);
            builder.Property(w => w.Description).HasMaxLength(WebhookRequest.MaxDescriptionLength);
            builder.Property(w => w.DisabledReason).HasMaxLength(WebhookDelivery.MaxErrorLength);
            builder.Property(w => w.Secret).HasMaxLength(100);
            builder.Property(w => w.PreviousSecret).HasMaxLength(100);
        }
    }
}
