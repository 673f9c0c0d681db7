using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace MicroSeg.Api.Storage;

/// <summary>The one row that tells this store from every other, so that a node's files are never taken for those of another store.</summary>
internal sealed class StoreIdentity
{
    public const int TheRow = 1;

    public int Id { get; init; } = TheRow;

    /// <summary>A random name; empty until first asked for.</summary>
    public string Value { get; init; } = "";

    /// <summary>The store's name, given now if it has none.</summary>
    public static async Task<string> OfAsync(MicroSegDbContext db, CancellationToken cancellationToken)
    {
        var value = Guid.NewGuid().ToString("N");
        await db.Set<StoreIdentity>().Where(s => s.Value == "").ExecuteUpdateAsync(set => set.SetProperty(s => s.Value, value), cancellationToken);
        return await db.Set<StoreIdentity>().Select(s => s.Value).SingleAsync(cancellationToken);
    }

    internal sealed class Configuration : IEntityTypeConfiguration<StoreIdentity>
    {
        public void Configure(EntityTypeBuilder<StoreIdentity> builder)
        {
            builder.ToTable("store_identity").HasKey(s => s.Id);
            builder.Property(s => s.Id).ValueGeneratedNever();
            builder.Property(s => s.Value).HasMaxLength(32);
            builder.HasData(new StoreIdentity());
        }
    }
}
