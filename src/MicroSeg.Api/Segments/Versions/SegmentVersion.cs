using MicroSeg.Api.Segments.Lists;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace MicroSeg.Api.Segments.Versions;

/// <summary>A definition that was saved once. Versions outlive their segment, and one that is made anew goes on counting.</summary>
internal sealed class SegmentVersion : SegmentContent
{
    /// <summary>The longest name of whoever saved.</summary>
    public const int MaxSavedByLength = 200;

    public required string Key { get; init; }

    public required long Version { get; init; }

    public required DateTimeOffset SavedAt { get; init; }

    /// <summary>The name of the API key that saved it; null for versions from before it was written down.</summary>
    public string? SavedBy { get; init; }

    /// <summary>The version whose definition it brought back.</summary>
    public long? Restored { get; init; }

    /// <summary>The key that the segment had before it was renamed.</summary>
    public string? RenamedFrom { get; init; }

    /// <summary>What an upload did to the list.</summary>
    public ListUpload? Upload { get; init; }

    internal sealed class Configuration : IEntityTypeConfiguration<SegmentVersion>
    {
        public void Configure(EntityTypeBuilder<SegmentVersion> builder)
        {
            builder.ToTable("segment_versions").HasKey(v => new { v.Key, v.Version });
            builder.Property(v => v.Key).HasMaxLength(SegmentKey.MaxLength);
            builder.Property(v => v.SavedBy).HasMaxLength(MaxSavedByLength);
            builder.Property(v => v.RenamedFrom).HasMaxLength(SegmentKey.MaxLength);
            builder.Property(v => v.Upload).HasMaxLength(1_000).HasConversion(
                upload => System.Text.Json.JsonSerializer.Serialize(upload, (System.Text.Json.JsonSerializerOptions?)null),
                stored => System.Text.Json.JsonSerializer.Deserialize<ListUpload>(stored, (System.Text.Json.JsonSerializerOptions?)null));
            SegmentContent.Configure(builder);
        }
    }
}
