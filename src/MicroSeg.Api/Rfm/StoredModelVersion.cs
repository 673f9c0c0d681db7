using System.Text.Json;
using MicroSeg.Api.Schema;
using MicroSeg.Audience.Rules.Rfm;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace MicroSeg.Api.Rfm;

/// <summary>A definition with the cut points that were computed for it. Versions outlive their model, and one that is made anew goes on counting.</summary>
internal sealed class StoredModelVersion
{
    private const int MaxDurationLength = 16;

    public required string Name { get; init; }

    public required long Version { get; init; }

    public required string Event { get; init; }

    public required string Value { get; init; }

    public string? Window { get; init; }

    public int Quantiles { get; init; }

    public string? RefreshEvery { get; init; }

    /// <summary>The cut points, and how many customers have each score, as <see cref="StoredCuts"/> writes them.</summary>
    public required string Cuts { get; init; }

    public DateTimeOffset ComputedAt { get; init; }

    /// <summary>The definition.</summary>
    public RfmDefinition Definition => new(Event, Value, Window, Quantiles, RefreshEvery);

    /// <summary>The row of a computation.</summary>
    public static StoredModelVersion Of(string name, long version, RfmDefinition definition, RfmComputation computed, DateTimeOffset computedAt) => new()
    {
        Name = name,
        Version = version,
        Event = definition.Event,
        Value = definition.Value,
        Window = definition.Window,
        Quantiles = definition.Quantiles,
        RefreshEvery = definition.RefreshEvery,
        Cuts = JsonSerializer.Serialize(StoredCuts.Of(computed)),
        ComputedAt = computedAt,
    };

    /// <summary>The model of this version.</summary>
    public LiveModel ToLive(DateTimeOffset createdAt)
    {
        var computed = JsonSerializer.Deserialize<StoredCuts>(Cuts)!.ToComputation();
        return new LiveModel(new RfmModel(Name, Version, Definition, computed.Cuts), computed, ComputedAt, createdAt);
    }

    internal sealed class Configuration : IEntityTypeConfiguration<StoredModelVersion>
    {
        public void Configure(EntityTypeBuilder<StoredModelVersion> builder)
        {
            builder.ToTable("rfm_model_versions").HasKey(v => new { v.Name, v.Version });
            builder.Ignore(v => v.Definition);
            builder.Property(v => v.Name).HasMaxLength(SchemaNames.MaxLength);
            builder.Property(v => v.Event).HasMaxLength(SchemaNames.MaxLength);
            builder.Property(v => v.Value).HasMaxLength(SchemaNames.MaxLength);
            builder.Property(v => v.Window).HasMaxLength(MaxDurationLength);
            builder.Property(v => v.RefreshEvery).HasMaxLength(MaxDurationLength);
        }
    }
}
