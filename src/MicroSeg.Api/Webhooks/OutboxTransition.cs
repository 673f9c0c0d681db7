using MicroSeg.Api.Membership;
using MicroSeg.Api.Segments;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace MicroSeg.Api.Webhooks;

/// <summary>
/// A row of the outbox: what one webhook is to be told of one transition, written in the transaction of the membership log. However many customers it has,
/// it is one row; messages are made of it as they are sent.
/// </summary>
internal sealed class OutboxTransition
{
    public long Id { get; init; }

    /// <summary>The webhook.</summary>
    public required string Webhook { get; init; }

    /// <summary>The row of the membership log.</summary>
    public required long EntryId { get; init; }

    public required WebhookEvent Event { get; init; }

    public required string Segment { get; init; }

    public required long SegmentVersion { get; init; }

    public required MembershipCause Cause { get; init; }

    public required DateTimeOffset At { get; init; }

    /// <summary>Ordinals in the portable Roaring format: who is erased has no id left to be sent.</summary>
    public required byte[] Customers { get; init; }

    public required int Count { get; init; }

    /// <summary>Customers in one message; as it was when the row was written, so that messages keep their customers.</summary>
    public required int Batch { get; init; }

    /// <summary>Messages that have been made.</summary>
    public int Made { get; set; }

    /// <summary>Whether all messages have been made.</summary>
    public bool IsMade { get; set; }

    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>The messages that it makes.</summary>
    public int Messages => (Count + Batch - 1) / Batch;

    internal sealed class Configuration : IEntityTypeConfiguration<OutboxTransition>
    {
        public void Configure(EntityTypeBuilder<OutboxTransition> builder)
        {
            builder.ToTable("webhook_outbox").HasKey(o => o.Id);
            builder.Property(o => o.Webhook).HasMaxLength(SegmentKey.MaxLength);
            builder.Property(o => o.Segment).HasMaxLength(SegmentKey.MaxLength);
            builder.Ignore(o => o.Messages);
            builder.HasIndex(o => new { o.Webhook, o.IsMade });
            builder.HasIndex(o => new { o.EntryId, o.Event, o.Webhook }).IsUnique();
        }
    }
}
