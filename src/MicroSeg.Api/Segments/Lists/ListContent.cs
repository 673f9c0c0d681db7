using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace MicroSeg.Api.Segments.Lists;

/// <summary>A set of ids that a list shows, or that is being uploaded and shown by nothing yet.</summary>
internal sealed class ListContent
{
    public long Id { get; init; }

    /// <summary>When it was begun.</summary>
    public required DateTimeOffset StartedAt { get; init; }

    internal sealed class Configuration : IEntityTypeConfiguration<ListContent>
    {
        public void Configure(EntityTypeBuilder<ListContent> builder) => builder.ToTable("segment_lists").HasKey(l => l.Id);
    }
}

/// <summary>An id on a list, whether or not there is such a customer.</summary>
internal sealed class ListedId
{
    public required long List { get; init; }

    public required string Customer { get; init; }

    /// <summary>The number of the change that put it there; 0 when it came with the whole list.</summary>
    public long ChangeNumber { get; init; }

    internal sealed class Configuration : IEntityTypeConfiguration<ListedId>
    {
        public void Configure(EntityTypeBuilder<ListedId> builder)
        {
            builder.ToTable("segment_list_ids").HasKey(l => new { l.List, l.Customer });
            builder.Property(l => l.Customer).HasMaxLength(Customers.Customer.MaxIdLength);
        }
    }
}
