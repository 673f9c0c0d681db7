using System.Text.Json;
using MicroSeg.Api.Segments.Lists;

namespace MicroSeg.Api.Segments.Versions;

/// <summary>A version in a list of versions.</summary>
/// <param name="Version">Its number.</param>
/// <param name="SavedAt">When it was saved.</param>
/// <param name="SavedBy">The name of the API key that saved it; absent when that was not written down.</param>
/// <param name="Status">The segment's status from then on.</param>
/// <param name="Changed">What it changed, in words.</param>
internal sealed record VersionSummary(long Version, DateTimeOffset SavedAt, string? SavedBy, SegmentStatus Status, string Changed);

/// <summary>A version with all that it says.</summary>
/// <param name="Key">The segment.</param>
/// <param name="Version">Its number.</param>
/// <param name="SavedAt">When it was saved.</param>
/// <param name="SavedBy">The name of the API key that saved it; absent when that was not written down.</param>
/// <param name="Changed">What it changed, in words.</param>
/// <param name="Status">The segment's status from then on.</param>
/// <param name="Kind">What decides who belongs to the segment.</param>
/// <param name="Name">What people call it.</param>
/// <param name="Description">What it is for.</param>
/// <param name="Tags">What it is filed under.</param>
/// <param name="Owner">Who answers for it.</param>
/// <param name="Persona">Whom it describes.</param>
/// <param name="Hypothesis">What it is expected to show.</param>
/// <param name="Rule">The rule; absent for a list.</param>
/// <param name="Describe">The rule as a sentence; absent when it cannot be read any more.</param>
/// <param name="Upload">What an upload did to the list; absent for versions that are none.</param>
internal sealed record VersionResponse(
    string Key,
    long Version,
    DateTimeOffset SavedAt,
    string? SavedBy,
    string Changed,
    SegmentStatus Status,
    SegmentKind Kind,
    string? Name,
    string? Description,
    IReadOnlyList<string> Tags,
    string? Owner,
    string? Persona,
    string? Hypothesis,
    JsonElement? Rule,
    string? Describe,
    ListUpload? Upload);

/// <summary>What is not the same in two versions of a segment.</summary>
/// <param name="Segment">The segment.</param>
/// <param name="From">The version that is compared.</param>
/// <param name="To">The version that it is compared with.</param>
/// <param name="Fields">The fields that are not the same, but for the rule.</param>
/// <param name="Rule">The rules beside each other.</param>
internal sealed record VersionDiff(string Segment, long From, long To, IReadOnlyList<FieldChange> Fields, RuleComparison Rule);

/// <summary>A field that is not the same.</summary>
/// <param name="Field">Its name.</param>
/// <param name="Before">What it was; absent when there was nothing.</param>
/// <param name="After">What it is; absent when there is nothing.</param>
internal sealed record FieldChange(string Field, JsonElement? Before, JsonElement? After);

/// <summary>Two rules beside each other.</summary>
/// <param name="Before">The earlier one as a sentence; absent when there is none that can be read.</param>
/// <param name="After">The later one as a sentence; absent when there is none that can be read.</param>
/// <param name="Changes">The parts that are not the same; paths start from the rule.</param>
internal sealed record RuleComparison(string? Before, string? After, IReadOnlyList<RuleChange> Changes);
