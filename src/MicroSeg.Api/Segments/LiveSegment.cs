using System.Collections.Immutable;
using System.Text.Json;
using MicroSeg.Api.Web;
using MicroSeg.Audience.Rules;
using MicroSeg.Audience.Rules.Rfm;
using MicroSeg.Audience.Schema;

namespace MicroSeg.Api.Segments;

/// <summary>A segment's definition in memory.</summary>
internal sealed record LiveSegment
{
    public required string Key { get; init; }

    public required long Version { get; init; }

    public string? Name { get; init; }

    public string? Description { get; init; }

    public ImmutableArray<string> Tags { get; init; } = [];

    /// <summary>The rule as it was given.</summary>
    public required JsonElement Json { get; init; }

    /// <summary>The rule, read; that of the last version that could be read while this one cannot, and null when there is none.</summary>
    public SegmentRule? Rule { get; init; }

    /// <summary>Why the rule cannot be read; empty when all is well.</summary>
    public ImmutableArray<Finding> Problems { get; init; } = [];

    public DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset UpdatedAt { get; init; }

    /// <summary>Reads a stored segment.</summary>
    /// <param name="stored">The row.</param>
    /// <param name="schema">What its rule may name; the segments that it names are checked when all are known.</param>
    /// <param name="models">The RFM models that it may name.</param>
    /// <param name="previous">What was known of it before.</param>
    public static LiveSegment Of(Segment stored, AudienceSchema schema, IReadOnlyDictionary<string, RfmModel> models, LiveSegment? previous)
    {
        var json = JsonElement.Parse(stored.Rule);
        var reading = RuleReader.Read(json, schema, new RuleNames(Models: models));
        return new LiveSegment
        {
            Key = stored.Key,
            Version = stored.Version,
            Name = stored.Name,
            Description = stored.Description,
            Tags = [.. stored.Tags],
            Json = json,
            Rule = reading.Rule ?? previous?.Rule,
            Problems = [.. reading.Findings.Select(SegmentErrors.FindingOf)],
            CreatedAt = stored.CreatedAt,
            UpdatedAt = stored.UpdatedAt,
        };
    }
}
