using MicroSeg.Api.Schema;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace MicroSeg.Api.Offers;

/// <summary>An offer's row. A feed shows one generation of rows; a replacement is staged as another until it is complete.</summary>
internal sealed class StoredOffer
{
    /// <summary>The longest value of a key field.</summary>
    public const int MaxKeyLength = 200;

    public required string Feed { get; init; }

    public long Generation { get; init; }

    /// <summary>The value of the feed's key field.</summary>
    public required string Key { get; init; }

    /// <summary>The fields as canonical JSON: an object of the known ones in the order of the schema.</summary>
    public required string Body { get; init; }

    /// <summary>When the price was seen.</summary>
    public DateTimeOffset ObservedAt { get; init; }

    /// <summary>When the offer came in.</summary>
    public DateTimeOffset ReceivedAt { get; init; }

    /// <summary>The number of the change that wrote the row.</summary>
    public long ChangeNumber { get; init; }

    internal sealed class Configuration : IEntityTypeConfiguration<StoredOffer>
    {
        public void Configure(EntityTypeBuilder<StoredOffer> builder)
        {
            builder.ToTable("offers").HasKey(o => new { o.Feed, o.Generation, o.Key });
            builder.Property(o => o.Feed).HasMaxLength(SchemaNames.MaxLength);
            builder.Property(o => o.Key).HasMaxLength(MaxKeyLength);
            builder.HasIndex(o => new { o.Feed, o.Generation, o.ChangeNumber });
        }
    }
}
