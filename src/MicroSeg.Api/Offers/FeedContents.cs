using MicroSeg.Api.Schema;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace MicroSeg.Api.Offers;

/// <summary>Which generation of rows a feed shows.</summary>
internal sealed class FeedContents
{
    public required string Feed { get; init; }

    /// <summary>The generation that is shown.</summary>
    public long Generation { get; set; }

    /// <summary>The last generation that was begun; it is shown once it is complete.</summary>
    public long LastGeneration { get; set; }

    /// <summary>The number of the change that touched the feed last.</summary>
    public long ChangeNumber { get; set; }

    internal sealed class Configuration : IEntityTypeConfiguration<FeedContents>
    {
        public void Configure(EntityTypeBuilder<FeedContents> builder)
        {
            builder.ToTable("feed_contents").HasKey(f => f.Feed);
            builder.Property(f => f.Feed).HasMaxLength(SchemaNames.MaxLength);
        }
    }
}
