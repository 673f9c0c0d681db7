using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace MicroSeg.Api.Events;

/// <summary>An event's row: something that a customer did.</summary>
internal sealed class CustomerEvent
{
    /// <summary>The longest id.</summary>
    public const int MaxIdLength = 200;

    /// <summary>Its number in the change sequence.</summary>
    public long Number { get; init; }

    /// <summary>The id that the sender gave; the same id counts once.</summary>
    public required string EventId { get; init; }

    /// <summary>The customer's ordinal.</summary>
    public int Ordinal { get; init; }

    /// <summary>
    /// The stretch of numbers that it is in. The index by customer begins with it: an index by customer alone would have each new event
    /// touch another of its pages, and with millions of customers writing these would take longer than everything else.
    /// </summary>
    public int Stretch { get; init; }

    /// <summary>The event type's index in the schema.</summary>
    public int Type { get; init; }

    public DateTimeOffset At { get; init; }

    /// <summary>The properties as canonical JSON: an object of the known ones in the order of the schema.</summary>
    public required string Properties { get; init; }

    internal sealed class Configuration : IEntityTypeConfiguration<CustomerEvent>
    {
        public void Configure(EntityTypeBuilder<CustomerEvent> builder)
        {
            builder.ToTable("events").HasKey(e => e.Number);
            builder.Property(e => e.Number).ValueGeneratedNever();
            builder.Property(e => e.EventId).HasMaxLength(MaxIdLength);
            builder.HasIndex(e => e.EventId).IsUnique();
            builder.HasIndex(e => new { e.Stretch, e.Ordinal });
        }
    }
}
