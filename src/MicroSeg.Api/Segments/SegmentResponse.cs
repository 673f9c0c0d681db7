using System.Text.Json;
using MicroSeg.Api.Web;

namespace MicroSeg.Api.Segments;

/// <summary>A segment as it is answered.</summary>
/// <param name="Key">Its key.</param>
/// <param name="Version">Counts its saves, from 1.</param>
/// <param name="Name">What people call it.</param>
/// <param name="Description">What it is for.</param>
/// <param name="Tags">What it is filed under.</param>
/// <param name="Rule">Who belongs to it, as it was given.</param>
/// <param name="Describe">The rule as a sentence; absent when it cannot be compiled.</param>
/// <param name="Size">Its members, exactly; absent until this version has been evaluated.</param>
/// <param name="AsOf">The instant of the size.</param>
/// <param name="CreatedAt">When it was first saved.</param>
/// <param name="UpdatedAt">When it was last saved.</param>
/// <param name="Problems">Why the stored rule cannot be compiled; absent when all is well.</param>
internal sealed record SegmentResponse(
    string Key,
    long Version,
    string? Name,
    string? Description,
    IReadOnlyList<string> Tags,
    JsonElement Rule,
    string? Describe,
    int? Size,
    DateTimeOffset? AsOf,
    DateTimeOffset CreatedAt,
    DateTimeOffset UpdatedAt,
    IReadOnlyList<Finding>? Problems)
{
    public static SegmentResponse Of(LiveSegment segment, SegmentPopulation? population) => new(
        segment.Key, segment.Version, segment.Name, segment.Description, segment.Tags, segment.Json, segment.Rule?.Describe(),
        population?.Size, population?.AsOf, segment.CreatedAt, segment.UpdatedAt, segment.Problems.IsEmpty ? null : segment.Problems);
}
