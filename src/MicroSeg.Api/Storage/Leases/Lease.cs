using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace MicroSeg.Api.Storage.Leases;

/// <summary>A right that at most one node has at a time, such as that to write membership history.</summary>
internal sealed class Lease
{
    /// <summary>Writes the membership log.</summary>
    public const string MembershipLog = "membership-log";

    /// <summary>Computes RFM models' cut points when they are due.</summary>
    public const string RfmRefresh = "rfm-refresh";

    /// <summary>Sends webhooks.</summary>
    public const string Webhooks = "webhooks";

    public required string Name { get; init; }

    /// <summary>The node that has it or had it last.</summary>
    public string Holder { get; init; } = "";

    /// <summary>When it runs out, unless it is renewed.</summary>
    public DateTimeOffset Until { get; init; } = DateTimeOffset.UnixEpoch;

    internal sealed class Configuration : IEntityTypeConfiguration<Lease>
    {
        public void Configure(EntityTypeBuilder<Lease> builder)
        {
            builder.ToTable("leases").HasKey(l => l.Name);
            builder.Property(l => l.Name).HasMaxLength(64);
            builder.Property(l => l.Holder).HasMaxLength(64);
            builder.HasData(new Lease { Name = MembershipLog }, new Lease { Name = RfmRefresh }, new Lease { Name = Webhooks });
        }
    }
}
