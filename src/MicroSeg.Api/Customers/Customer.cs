using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace MicroSeg.Api.Customers;

/// <summary>A customer's row.</summary>
internal sealed class Customer
{
    /// <summary>The longest id.</summary>
    public const int MaxIdLength = 200;

    /// <summary>The customer's number in this store: dense, from 0, never used again.</summary>
    public int Ordinal { get; init; }

    /// <summary>The id that the outside knows; null once the customer was erased.</summary>
    public string? Id { get; set; }

    /// <summary>The attributes as canonical JSON: an object of the known ones in the order of the schema.</summary>
    public required string Attributes { get; set; }

    public DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset UpdatedAt { get; set; }

    /// <summary>The number of the change that touched the row last.</summary>
    public long ChangeNumber { get; set; }

    internal sealed class Configuration : IEntityTypeConfiguration<Customer>
    {
        public void Configure(EntityTypeBuilder<Customer> builder)
        {
            builder.ToTable("customers").HasKey(c => c.Ordinal);
            builder.Property(c => c.Ordinal).ValueGeneratedNever();
            builder.Property(c => c.Id).HasMaxLength(MaxIdLength);
            builder.HasIndex(c => c.Id).IsUnique();
            builder.HasIndex(c => c.ChangeNumber);
        }
    }
}
