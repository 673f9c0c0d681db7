using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace MicroSeg.Api.Schema;

/// <summary>One stored definition: an attribute, an event type or a feed.</summary>
internal sealed class SchemaDefinition
{
    public SchemaKind Kind { get; init; }

    /// <summary>Its place among its kind, in order of definition; never changes.</summary>
    public int Index { get; init; }

    public required string Name { get; init; }

    /// <summary>What it says, as <see cref="SchemaBody.ToJson"/> writes it.</summary>
    public required string Body { get; set; }

    /// <summary>1 when it is new, one more with every edit.</summary>
    public long Version { get; set; } = 1;

    internal sealed class Configuration : IEntityTypeConfiguration<SchemaDefinition>
    {
        public void Configure(EntityTypeBuilder<SchemaDefinition> builder)
        {
            builder.ToTable("schema_definitions").HasKey(d => new { d.Kind, d.Index });
            builder.HasIndex(d => new { d.Kind, d.Name }).IsUnique();
            builder.Property(d => d.Name).HasMaxLength(SchemaNames.MaxLength);
        }
    }
}
