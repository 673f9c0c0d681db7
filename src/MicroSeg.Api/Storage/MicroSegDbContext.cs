using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace MicroSeg.Api.Storage;

/// <summary>
/// The store, as EF Core sees it. Each slice brings its entities with their <see cref="IEntityTypeConfiguration{TEntity}"/>; each
/// provider has a context of its own, because migrations differ.
/// </summary>
internal abstract class MicroSegDbContext(DbContextOptions options) : DbContext(options)
{
    protected override void OnModelCreating(ModelBuilder modelBuilder) =>
        modelBuilder.ApplyConfigurationsFromAssembly(typeof(MicroSegDbContext).Assembly);

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder) =>
        configurationBuilder.Properties<DateTimeOffset>().HaveConversion<UnixMicrosecondsConverter>();

    /// <summary>Instants are kept as microseconds since 1970: one number on every provider that sorts, compares and never changes its offset.</summary>
    private sealed class UnixMicrosecondsConverter() : ValueConverter<DateTimeOffset, long>(
        instant => StoredInstant.ToMicroseconds(instant),
        stored => StoredInstant.FromMicroseconds(stored));
}
