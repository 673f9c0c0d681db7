using System.Collections.Immutable;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace MicroSeg.Api.Segments;

/// <summary>A key that a segment once had. It is never given again, so that nobody who still uses it gets somebody else's members.</summary>
internal sealed class SegmentRename
{
    /// <summary>Its place among the renames.</summary>
    public long Id { get; init; }

    public required string From { get; init; }

    public required string To { get; init; }

    public required DateTimeOffset At { get; init; }

    /// <summary>The keys that a segment had before, the latest first.</summary>
    /// <param name="key">The key that it has now.</param>
    /// <param name="formerOf">The key before each.</param>
    public static ImmutableArray<string> Chain(string key, ILookup<string, string> formerOf)
    {
        var keys = ImmutableArray.CreateBuilder<string>();
        for (var former = formerOf[key].FirstOrDefault(); former is not null; former = formerOf[former].FirstOrDefault())
            keys.Add(former);
        return keys.DrainToImmutable();
    }

    internal sealed class Configuration : IEntityTypeConfiguration<SegmentRename>
    {
        public void Configure(EntityTypeBuilder<SegmentRename> builder)
        {
            builder.ToTable("segment_renames").HasKey(r => r.Id);
            builder.Property(r => r.From).HasMaxLength(SegmentKey.MaxLength);
            builder.Property(r => r.To).HasMaxLength(SegmentKey.MaxLength);
            builder.HasIndex(r => r.From).IsUnique();
        }
    }
}
