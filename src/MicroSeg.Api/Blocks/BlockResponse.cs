using System.Text.Json;

namespace MicroSeg.Api.Blocks;

/// <summary>A block, as it is answered.</summary>
internal sealed record BlockResponse
{
    public required string Key { get; init; }

    public string? Name { get; init; }

    /// <summary>Grows with every change to the block; the entity tag.</summary>
    public required long Revision { get; init; }

    /// <summary>The definition that the next publication puts into service.</summary>
    public required JsonElement Draft { get; init; }

    /// <summary>Whether the draft says something else than what is served.</summary>
    public required bool HasUnpublishedChanges { get; init; }

    /// <summary>What is served; null before the first publication.</summary>
    public PublishedBlock? Published { get; init; }

    /// <summary>All versions, the newest first.</summary>
    public required IReadOnlyList<BlockVersionSummary> Versions { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required DateTimeOffset UpdatedAt { get; init; }

    public static BlockResponse Of(Block block, IReadOnlyList<BlockVersion> versions)
    {
        var served = versions.FirstOrDefault(v => v.Version == block.Published);
        var draft = JsonElement.Parse(block.Draft);
        return new BlockResponse
        {
            Key = block.Key,
            Name = NameOf(draft),
            Revision = block.Revision,
            Draft = draft,
            HasUnpublishedChanges = served is null || served.Definition != block.Draft,
            Published = served is null ? null : new PublishedBlock(served.Version, block.PublishedAt ?? served.PublishedAt, JsonElement.Parse(served.Definition)),
            Versions = [.. versions.OrderByDescending(v => v.Version).Select(v => new BlockVersionSummary(v.Version, v.PublishedAt))],
            CreatedAt = block.CreatedAt,
            UpdatedAt = block.UpdatedAt,
        };
    }

    public static string? NameOf(JsonElement definition) => definition.TryGetProperty("name", out var name) && name.ValueKind == JsonValueKind.String ? name.GetString() : null;
}

/// <summary>What is served of a block.</summary>
internal sealed record PublishedBlock(int Version, DateTimeOffset PublishedAt, JsonElement Definition);

/// <summary>A version, without its definition.</summary>
internal sealed record BlockVersionSummary(int Version, DateTimeOffset PublishedAt);

/// <summary>A block in a list.</summary>
internal sealed record BlockSummary(string Key, string? Name, long Revision, int? PublishedVersion, bool HasUnpublishedChanges, DateTimeOffset UpdatedAt);

/// <summary>Which version to go back to.</summary>
/// <param name="Version">The version; the one before that is served when it is left out.</param>
internal sealed record RollbackRequest(int? Version);
