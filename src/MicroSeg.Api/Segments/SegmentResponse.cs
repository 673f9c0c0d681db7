using System.Text.Json;
using MicroSeg.Api.Web;

namespace MicroSeg.Api.Segments;

/// <summary>A segment as it is answered.</summary>
/// <param name="Key">Its key.</param>
/// <param name="Version">Counts its saves, from 1.</param>
/// <param name="Status">Where it is in its life.</param>
/// <param name="Kind">What decides who belongs to it.</param>
/// <param name="Name">What people call it.</param>
/// <param name="Description">What it is for.</param>
/// <param name="Tags">What it is filed under.</param>
/// <param name="Owner">Who answers for it.</param>
/// <param name="Persona">Whom it describes.</param>
/// <param name="Hypothesis">What it is expected to show.</param>
/// <param name="Rule">Who belongs to it, as it was given; absent for a list.</param>
/// <param name="Describe">The rule as a sentence; absent when it cannot be compiled.</param>
/// <param name="Size">Its members, exactly; absent until this version has been evaluated, and for what is not served.</param>
/// <param name="AsOf">The instant of the size.</param>
/// <param name="Pending">Ids on its list that no customer has yet; absent for what is no list in service.</param>
/// <param name="CreatedAt">When it was first saved.</param>
/// <param name="UpdatedAt">When it was last saved.</param>
/// <param name="Problems">Why the stored rule cannot be compiled; absent when all is well.</param>
/// <param name="Users">What uses it; only when asked for.</param>
internal sealed record SegmentResponse(
    string Key,
    long Version,
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
    int? Size,
    DateTimeOffset? AsOf,
    int? Pending,
    DateTimeOffset CreatedAt,
    DateTimeOffset UpdatedAt,
    IReadOnlyList<Finding>? Problems,
    IReadOnlyList<SegmentUser>? Users)
{
    public static SegmentResponse Of(LiveSegment segment, SegmentPopulation? population, IReadOnlyList<SegmentUser>? users = null) => new(
        segment.Key, segment.Version, segment.Status, segment.Kind, segment.Name, segment.Description, segment.Tags, segment.Owner, segment.Persona, segment.Hypothesis,
        segment.Json, segment.Definition?.Describe(), population?.Size, population?.AsOf,
        segment is { Kind: SegmentKind.List, Status: SegmentStatus.Active } ? segment.List?.PendingCount : null,
        segment.CreatedAt, segment.UpdatedAt, segment.Problems.IsEmpty ? null : segment.Problems, users);
}
