using System.Collections.Immutable;
using System.Text.Json;
using MicroSeg.Api.Segments.Lists;
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

    public SegmentStatus Status { get; init; }

    public SegmentKind Kind { get; init; }

    public string? Name { get; init; }

    public string? Description { get; init; }

    public ImmutableArray<string> Tags { get; init; } = [];

    public string? Owner { get; init; }

    public string? Persona { get; init; }

    public string? Hypothesis { get; init; }

    /// <summary>The rule as it was given; null for a list.</summary>
    public JsonElement? Json { get; init; }

    /// <summary>The rule as it was given, read; that of the last version that could be read while this one cannot, and null when there is none.</summary>
    public SegmentRule? Definition { get; init; }

    /// <summary>
    /// The rule by which it is evaluated: its definition, or that its members are <see cref="List"/>; null for what is not evaluated, because it is
    /// out of service or cannot be used.
    /// </summary>
    public SegmentRule? Rule { get; init; }

    /// <summary>The JSON that <see cref="Rule"/> was read from; undefined while that is an earlier version's, and for lists.</summary>
    public JsonElement RuleJson => Problems.IsEmpty && List is null ? Json ?? default : default;

    /// <summary>Who belongs to it when no rule decides on that: those on the list, or those whom it was paused with.</summary>
    public ListMembers? List { get; init; }

    /// <summary>The keys that it had before it was renamed, the latest first.</summary>
    public ImmutableArray<string> FormerKeys { get; init; } = [];

    /// <summary>Why the rule cannot be read; empty when all is well.</summary>
    public ImmutableArray<Finding> Problems { get; init; } = [];

    public DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset UpdatedAt { get; init; }

    /// <summary>The rule as previews see it, which may name drafts.</summary>
    public SegmentRule? Previewed => Status == SegmentStatus.Draft ? Definition : Rule;

    /// <summary>Reads a stored segment.</summary>
    /// <param name="stored">The row.</param>
    /// <param name="schema">What its rule may name; the segments that it names are checked when all are known.</param>
    /// <param name="models">The RFM models that it may name.</param>
    /// <param name="previous">What was known of it before.</param>
    /// <param name="list">Who belongs to it when no rule decides on that.</param>
    /// <param name="formerKeys">The keys that it had before, the latest first.</param>
    public static LiveSegment Of(
        Segment stored, AudienceSchema schema, IReadOnlyDictionary<string, RfmModel> models, LiveSegment? previous = null, ListMembers? list = null, ImmutableArray<string>? formerKeys = null)
    {
        var json = stored.Rule is { } text ? JsonElement.Parse(text) : (JsonElement?)null;
        var reading = json is { } rule ? RuleReader.Read(rule, schema, new RuleNames(Models: models)) : null;
        var definition = reading is null ? SegmentRule.Listed(stored.Key) : reading.Rule ?? previous?.Definition;
        return new LiveSegment
        {
            Key = stored.Key,
            Version = stored.Version,
            Status = stored.Status,
            Kind = stored.Kind,
            Name = stored.Name,
            Description = stored.Description,
            Tags = [.. stored.Tags],
            Owner = stored.Owner,
            Persona = stored.Persona,
            Hypothesis = stored.Hypothesis,
            Json = json,
            Definition = definition,
            Rule = !stored.Status.IsInService() ? null : list is null ? definition : SegmentRule.Listed(stored.Key),
            List = list,
            FormerKeys = formerKeys ?? [],
            Problems = reading is null ? [] : [.. reading.Findings.Select(SegmentErrors.FindingOf)],
            CreatedAt = stored.CreatedAt,
            UpdatedAt = stored.UpdatedAt,
        };
    }
}
