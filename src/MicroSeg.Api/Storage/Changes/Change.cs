using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace MicroSeg.Api.Storage.Changes;

/// <summary>
/// A row of the append-only change sequence: something that derived state must see, written in the transaction that did it.
/// Numbers are given under a lock that is held to the commit, so whoever has read up to a number has missed nothing below it.
/// </summary>
internal sealed class Change
{
    /// <summary>The last of the numbers that the change covers.</summary>
    public long Number { get; init; }

    /// <summary>How many numbers it covers: one a customer or event of a batch, 1 for everything else.</summary>
    public int Count { get; init; } = 1;

    public ChangeKind Kind { get; init; }

    /// <summary>Which one, for kinds that have a key.</summary>
    public string? Key { get; init; }

    /// <summary>The first of the numbers that the change covers.</summary>
    public long First => Number - Count + 1;

    internal sealed class Configuration : IEntityTypeConfiguration<Change>
    {
        public void Configure(EntityTypeBuilder<Change> builder)
        {
            builder.ToTable("changes").HasKey(c => c.Number);
            builder.Property(c => c.Number).ValueGeneratedNever();
            builder.Property(c => c.Key).HasMaxLength(200);
            builder.Ignore(c => c.First);
        }
    }
}
