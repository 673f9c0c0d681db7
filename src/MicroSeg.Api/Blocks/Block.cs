using MicroSeg.Api.Blocks.Reading;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace MicroSeg.Api.Blocks;

/// <summary>A block: its draft, and which version is served.</summary>
internal sealed class Block
{
    public required string Key { get; init; }

    /// <summary>Grows with every change to the block; its entity tag.</summary>
    public long Revision { get; set; }

    /// <summary>The draft, as JSON.</summary>
    public required string Draft { get; set; }

    /// <summary>The version that is served; null before the first publication.</summary>
    public int? Published { get; set; }

    /// <summary>When that version was put into service.</summary>
    public DateTimeOffset? PublishedAt { get; set; }

    public DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset UpdatedAt { get; set; }

    internal sealed class Configuration : IEntityTypeConfiguration<Block>
    {
        public void Configure(EntityTypeBuilder<Block> builder)
        {
            builder.ToTable("blocks").HasKey(b => b.Key);
            builder.Property(b => b.Key).HasMaxLength(BlockReader.MaxKeyLength);
            builder.Property(b => b.Revision).IsConcurrencyToken();
        }
    }
}
