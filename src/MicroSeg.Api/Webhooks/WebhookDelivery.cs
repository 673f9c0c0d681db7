using MicroSeg.Api.Segments;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace MicroSeg.Api.Webhooks;

/// <summary>How far a message has come. Stored: never renumber.</summary>
internal enum DeliveryStatus : byte
{
    /// <summary>It is to be sent, for the first time or again.</summary>
    Pending = 1,

    /// <summary>The receiver took it.</summary>
    Delivered = 2,

    /// <summary>It was given up.</summary>
    Failed = 3,

    /// <summary>All its customers were erased before it was sent.</summary>
    Dropped = 4,
}

/// <summary>A message: some customers of a row of the outbox.</summary>
internal sealed class WebhookDelivery
{
    public const int MaxErrorLength = 500;
    public const int MaxMessageIdLength = 64;

    public long Id { get; init; }

    /// <summary>The id that the receiver sees, the same at each attempt.</summary>
    public required string MessageId { get; init; }

    public required string Webhook { get; init; }

    /// <summary>The row of the outbox.</summary>
    public required long OutboxId { get; init; }

    /// <summary>Which of its messages, from 0.</summary>
    public required int Part { get; init; }

    public DeliveryStatus Status { get; set; } = DeliveryStatus.Pending;

    public int Attempts { get; set; }

    public DateTimeOffset NextAttemptAt { get; set; }

    /// <summary>When it was first sent, or first sent again after somebody asked for it.</summary>
    public DateTimeOffset? FirstAttemptAt { get; set; }

    public DateTimeOffset? LastAttemptAt { get; set; }

    /// <summary>What the receiver answered last; null when there was no answer.</summary>
    public int? LastStatusCode { get; set; }

    public string? LastError { get; set; }

    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>When it was delivered, given up or dropped.</summary>
    public DateTimeOffset? DoneAt { get; set; }

    internal sealed class Configuration : IEntityTypeConfiguration<WebhookDelivery>
    {
        public void Configure(EntityTypeBuilder<WebhookDelivery> builder)
        {
            builder.ToTable("webhook_deliveries").HasKey(d => d.Id);
            builder.Property(d => d.MessageId).HasMaxLength(MaxMessageIdLength);
            builder.Property(d => d.Webhook).HasMaxLength(SegmentKey.MaxLength);
            builder.Property(d => d.LastError).HasMaxLength(MaxErrorLength);
            builder.HasIndex(d => d.MessageId).IsUnique();
            builder.HasIndex(d => new { d.Webhook, d.Status, d.NextAttemptAt });
            builder.HasIndex(d => d.OutboxId);
        }
    }
}
