using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace MicroSeg.Api.Segments;

/// <summary>A segment's definition as it stands, in the store.</summary>
internal sealed class Segment
{
    public required string Key { get; init; }

    public long Version { get; set; }

    public string? Name { get; set; }

    public string? Description { get; set; }

    public string[] Tags { get; set; } = [];

    /// <summary>The rule's JSON, as it was given.</summary>
    public string Rule { get; set; } = "";

    /// <summary>The segments that the rule names, so that cycles and uses are found without reading rules.</summary>
    public string[] References { get; set; } = [];

    /// <summary>The RFM models that the rule names.</summary>
    public string[] Models { get; set; } = [];

    public DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset UpdatedAt { get; set; }

    internal sealed class Configuration : IEntityTypeConfiguration<Segment>
    {
        public void Configure(EntityTypeBuilder<Segment> builder)
        {
            builder.ToTable("segments").HasKey(s => s.Key);
            builder.Property(s => s.Key).HasMaxLength(SegmentKey.MaxLength);
            builder.Property(s => s.Name).HasMaxLength(SegmentRequest.MaxNameLength);
            builder.Property(s => s.Description).HasMaxLength(SegmentRequest.MaxDescriptionLength);
        }
    }
}
