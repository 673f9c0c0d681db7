using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace MicroSeg.Api.Segments;

/// <summary>A segment's definition as it stands, in the store.</summary>
internal sealed class Segment : SegmentContent
{
    public required string Key { get; init; }

    public long Version { get; set; }

    /// <summary>The segments that the rule names, so that cycles and uses are found without reading rules.</summary>
    public string[] References { get; set; } = [];

    /// <summary>The RFM models that the rule names.</summary>
    public string[] Models { get; set; } = [];

    /// <summary>The content that a list consists of; null until one was uploaded.</summary>
    public long? ListId { get; set; }

    /// <summary>The number of the change that touched the list last.</summary>
    public long ListNumber { get; set; }

    /// <summary>The number of the change that last took ids from the list.</summary>
    public long ListShrunkNumber { get; set; }

    /// <summary>The members that a paused segment is frozen with.</summary>
    public long? FrozenId { get; set; }

    public DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset UpdatedAt { get; set; }

    internal sealed class Configuration : IEntityTypeConfiguration<Segment>
    {
        public void Configure(EntityTypeBuilder<Segment> builder)
        {
            builder.ToTable("segments").HasKey(s => s.Key);
            builder.Property(s => s.Key).HasMaxLength(SegmentKey.MaxLength);
            SegmentContent.Configure(builder);
        }
    }
}
