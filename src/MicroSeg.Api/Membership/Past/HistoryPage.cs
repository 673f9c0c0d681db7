using MicroSeg.Api.Segments;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace MicroSeg.Api.Membership.Past;

/// <summary>
/// Who of 4,096 customers entered and left one segment in one month, when and why: what the rows of the membership log are moved to. So few customers, that all
/// that is known of one is read quickly; so long a time, that a segment's past is read quickly too.
/// </summary>
internal sealed class HistoryPage
{
    /// <summary>Customers on a page.</summary>
    public const int Width = 1 << Shift;

    private const int Shift = 12;

    public required string Segment { get; init; }

    /// <summary>The month, as <see cref="HistoryMonth"/> numbers them.</summary>
    public required int Month { get; init; }

    /// <summary>The customers: their ordinals by <see cref="Width"/>.</summary>
    public required int Chunk { get; init; }

    /// <summary>Entries and exits, as <see cref="HistoryPageWriter"/> writes them.</summary>
    public required byte[] Data { get; set; }

    /// <summary>The chunk that a customer is in.</summary>
    public static int ChunkOf(int ordinal) => ordinal >> Shift;

    /// <summary>The first customer of a chunk.</summary>
    public static int FirstOf(int chunk) => chunk << Shift;

    internal sealed class Configuration : IEntityTypeConfiguration<HistoryPage>
    {
        public void Configure(EntityTypeBuilder<HistoryPage> builder)
        {
            builder.ToTable("membership_pages").HasKey(p => new { p.Segment, p.Month, p.Chunk });
            builder.Property(p => p.Segment).HasMaxLength(SegmentKey.MaxLength);
            builder.HasIndex(p => new { p.Chunk, p.Month });
        }
    }
}
