using MicroSeg.Api.Segments;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace MicroSeg.Api.Membership;

/// <summary>A row of the membership log: who entered and left a segment at one moment for one reason.</summary>
internal sealed class MembershipLogEntry
{
    /// <summary>Its place in the log.</summary>
    public long Id { get; init; }

    public required string Segment { get; init; }

    public required long SegmentVersion { get; init; }

    public required DateTimeOffset At { get; init; }

    public required MembershipCause Cause { get; init; }

    /// <summary>Ordinals in the portable Roaring format; null when there are none.</summary>
    public byte[]? Entered { get; init; }

    /// <summary>Ordinals in the portable Roaring format; null when there are none.</summary>
    public byte[]? Exited { get; init; }

    internal sealed class Configuration : IEntityTypeConfiguration<MembershipLogEntry>
    {
        public void Configure(EntityTypeBuilder<MembershipLogEntry> builder)
        {
            builder.ToTable("membership_log").HasKey(e => e.Id);
            builder.Property(e => e.Segment).HasMaxLength(SegmentKey.MaxLength);
            builder.HasIndex(e => new { e.Segment, e.At });
        }
    }
}
