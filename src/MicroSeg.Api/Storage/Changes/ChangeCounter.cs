using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace MicroSeg.Api.Storage.Changes;

/// <summary>The one row that holds the last number given. Whoever updates it holds its lock to the commit.</summary>
internal sealed class ChangeCounter
{
    public const int TheRow = 1;

    public int Id { get; init; } = TheRow;

    public long Last { get; init; }

    internal sealed class Configuration : IEntityTypeConfiguration<ChangeCounter>
    {
        public void Configure(EntityTypeBuilder<ChangeCounter> builder)
        {
            builder.ToTable("change_counter").HasKey(c => c.Id);
            builder.Property(c => c.Id).ValueGeneratedNever();
            builder.HasData(new ChangeCounter());
        }
    }
}
