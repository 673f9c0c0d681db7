using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace MicroSeg.Api.Segments.Lists;

/// <summary>The members of a paused segment, as they were when it was paused.</summary>
internal sealed class FrozenMembers
{
    public long Id { get; init; }

    /// <summary>Ordinals in the portable Roaring format.</summary>
    public required byte[] Members { get; init; }

    internal sealed class Configuration : IEntityTypeConfiguration<FrozenMembers>
    {
        public void Configure(EntityTypeBuilder<FrozenMembers> builder) => builder.ToTable("segment_frozen_members").HasKey(f => f.Id);
    }
}
