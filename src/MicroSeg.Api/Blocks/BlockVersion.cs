using MicroSeg.Api.Blocks.Reading;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace MicroSeg.Api.Blocks;

/// <summary>A version of a block as it was published. Never changed.</summary>
internal sealed class BlockVersion
{
    public required string Key { get; init; }

    /// <summary>From 1, without gaps.</summary>
    public int Version { get; init; }

    /// <summary>The definition, as JSON.</summary>
    public required string Definition { get; init; }

    public DateTimeOffset PublishedAt { get; init; }

    internal sealed class Configuration : IEntityTypeConfiguration<BlockVersion>
    {
        public void Configure(EntityTypeBuilder<BlockVersion> builder)
        {
            builder.ToTable("block_versions").HasKey(v => new { v.Key, v.Version });
            builder.Property(v => v.Key).HasMaxLength(BlockReader.MaxKeyLength);
            builder.HasOne<Block>().WithMany().HasForeignKey(v => v.Key).OnDelete(DeleteBehavior.Cascade);
        }
    }
}
