using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace MicroSeg.Api.Segments;

/// <summary>A definition that was saved once. Versions outlive their segment, and one that is made anew goes on counting.</summary>
internal sealed class SegmentVersion
{
    public required string Key { get; init; }

    public required long Version { get; init; }

    public string? Name { get; init; }

    public string? Description { get; init; }

    public string[] Tags { get; init; } = [];

    public required string Rule { get; init; }

    public required DateTimeOffset SavedAt { get; init; }

    internal sealed class Configuration : IEntityTypeConfiguration<SegmentVersion>
    {
        public void Configure(EntityTypeBuilder<SegmentVersion> builder)
        {
            builder.ToTable("segment_versions").HasKey(v => new { v.Key, v.Version });
            builder.Property(v => v.Key).HasMaxLength(SegmentKey.MaxLength);
            builder.Property(v => v.Name).HasMaxLength(SegmentRequest.MaxNameLength);
            builder.Property(v => v.Description).HasMaxLength(SegmentRequest.MaxDescriptionLength);
        }
    }
}
