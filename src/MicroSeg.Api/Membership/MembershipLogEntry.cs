using MicroSeg.Api.Segments;
using MicroSeg.Audience.Bitmaps;
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

    /// <summary>The lowest ordinal in it.</summary>
    public int FirstOrdinal { get; init; }

    /// <summary>The highest ordinal in it.</summary>
    public int LastOrdinal { get; init; } = int.MaxValue;

    /// <summary>Ordinals in the portable Roaring format; null when there are none.</summary>
    public byte[]? Entered { get; init; }

    /// <summary>Ordinals in the portable Roaring format; null when there are none.</summary>
    public byte[]? Exited { get; init; }

    public static MembershipLogEntry Of(Transition transition) => new()
    {
        Segment = transition.Segment,
        SegmentVersion = transition.Version,
        At = transition.At,
        Cause = transition.Cause,
        FirstOrdinal = Math.Min(First(transition.Entered), First(transition.Exited)),
        LastOrdinal = Math.Max(Last(transition.Entered), Last(transition.Exited)),
        Entered = Write(transition.Entered),
        Exited = Write(transition.Exited),
    };

    public Transition ToTransition() => new(Segment, SegmentVersion, At, Cause, Read(Entered), Read(Exited));

    private static int First(CustomerSet set) => set.Count == 0 ? int.MaxValue : set.Select(0);

    private static int Last(CustomerSet set) => set.Count == 0 ? 0 : set.Select(set.Count - 1);

    private static byte[]? Write(CustomerSet set) => set.Count == 0 ? null : RoaringFormat.Write(set);

    private static CustomerSet Read(byte[]? roaring) =>
        roaring is null ? CustomerSet.Empty
        : RoaringFormat.TryRead(roaring, out var set, out var error) ? set
        : throw new InvalidDataException($"The membership log is damaged: {error}");

    internal sealed class Configuration : IEntityTypeConfiguration<MembershipLogEntry>
    {
        public void Configure(EntityTypeBuilder<MembershipLogEntry> builder)
        {
            builder.ToTable("membership_log").HasKey(e => e.Id);
            builder.Property(e => e.Segment).HasMaxLength(SegmentKey.MaxLength);
            builder.Property(e => e.LastOrdinal).HasDefaultValue(int.MaxValue).HasSentinel(int.MaxValue);
            builder.HasIndex(e => new { e.Segment, e.At });
        }
    }
}
