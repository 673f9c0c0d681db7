using MicroSeg.Api.Schema;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace MicroSeg.Api.Rfm;

/// <summary>An RFM model in the store: which of its versions is in use.</summary>
internal sealed class StoredModel
{
    public required string Name { get; init; }

    public long Version { get; set; }

    public DateTimeOffset CreatedAt { get; init; }

    internal sealed class Configuration : IEntityTypeConfiguration<StoredModel>
    {
        public void Configure(EntityTypeBuilder<StoredModel> builder)
        {
            builder.ToTable("rfm_models").HasKey(m => m.Name);
            builder.Property(m => m.Name).HasMaxLength(SchemaNames.MaxLength);
        }
    }
}
