using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace MicroSeg.Api.Membership;

/// <summary>How far the membership log has come: one row.</summary>
internal sealed record MembershipLogState
{
    /// <summary>The number of the only row.</summary>
    public const int Only = 1;

    public int Id { get; init; } = Only;

    /// <summary>Every entry and exit before this instant is in the log.</summary>
    public DateTimeOffset CompleteUntil { get; init; } = DateTimeOffset.UnixEpoch;

    /// <summary>Nothing is added before this instant any more, because rows up to it may have been moved to the history pages.</summary>
    public DateTimeOffset CompactedUntil { get; init; } = DateTimeOffset.UnixEpoch;

    /// <summary>The highest number of a row that has been moved to the history pages; who has read less of the log than that reads the checkpoints again.</summary>
    public long CompactedTo { get; init; }

    /// <summary>Counts how often rows were moved or dropped, so that a reader of several tables can tell whether what it read belongs together.</summary>
    public long Moves { get; init; }

    internal sealed class Configuration : IEntityTypeConfiguration<MembershipLogState>
    {
        public void Configure(EntityTypeBuilder<MembershipLogState> builder)
        {
            builder.ToTable("membership_log_state").HasKey(s => s.Id);
            builder.Property(s => s.Id).ValueGeneratedNever();
            builder.HasData(new MembershipLogState());
        }
    }
}
