using MicroSeg.Api.Segments;
using MicroSeg.Api.Storage;
using MicroSeg.Audience.Bitmaps;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace MicroSeg.Api.Membership.Past;

/// <summary>The members of one segment at one instant, so that the past is told from there and not from the beginning. The latest of a segment begins its rows in the log.</summary>
internal sealed class MembershipCheckpoint
{
    public required string Segment { get; init; }

    /// <summary>What happened before this instant is in it, and nothing else.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>The version of the definition.</summary>
    public required long SegmentVersion { get; init; }

    /// <summary>Whether what was before has been dropped.</summary>
    public bool IsFloor { get; set; }

    /// <summary>Entries and exits since the checkpoint before.</summary>
    public required long Changes { get; init; }

    /// <summary>Ordinals in the portable Roaring format.</summary>
    public required byte[] Members { get; init; }

    /// <summary>Since when they are members, as <see cref="MemberTimesFormat"/> writes it.</summary>
    public required byte[] Times { get; init; }

    public static MembershipCheckpoint Of(string segment, DateTimeOffset at, Folded folded, long changes) => new()
    {
        Segment = segment,
        At = at,
        SegmentVersion = folded.Version,
        Changes = changes,
        Members = RoaringFormat.Write(folded.Members),
        Times = MemberTimesFormat.Write(folded.Times),
    };

    public Folded ToFolded() => new(SegmentVersion, ReadMembers(), MemberTimesFormat.Read(Times));

    /// <summary>Begins to follow the segment from here.</summary>
    public SegmentReplay Replay() => new(SegmentVersion, ReadMembers(), new Lazy<MemberTimes>(() => MemberTimesFormat.Read(Times)));

    /// <summary>The latest of each segment.</summary>
    public static IQueryable<MembershipCheckpoint> Latest(MicroSegDbContext db)
    {
        var all = db.Set<MembershipCheckpoint>().AsNoTracking();
        return all.Where(c => !all.Any(later => later.Segment == c.Segment && later.At > c.At));
    }

    private CustomerSet ReadMembers() =>
        RoaringFormat.TryRead(Members, out var members, out var error) ? members : throw new InvalidDataException($"A membership checkpoint is damaged: {error}");

    internal sealed class Configuration : IEntityTypeConfiguration<MembershipCheckpoint>
    {
        public void Configure(EntityTypeBuilder<MembershipCheckpoint> builder)
        {
            builder.ToTable("membership_checkpoints").HasKey(c => new { c.Segment, c.At });
            builder.Property(c => c.Segment).HasMaxLength(SegmentKey.MaxLength);
        }
    }
}
