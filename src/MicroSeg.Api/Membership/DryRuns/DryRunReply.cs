using System.Text.Json;
using System.Text.Json.Serialization;
using FluentValidation;

namespace MicroSeg.Api.Membership.DryRuns;

/// <summary>A rule to be tried in the place of a segment's.</summary>
/// <param name="Rule">Who would belong.</param>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed record DryRunRequest(JsonElement? Rule)
{
    internal sealed class Validator : AbstractValidator<DryRunRequest>
    {
        public Validator() => RuleFor(r => r.Rule).NotNull().WithMessage("A dry run needs a rule.");
    }
}

/// <summary>What a rule would do.</summary>
/// <param name="Segment">The segment.</param>
/// <param name="AsOf">The instant that all of it is true of.</param>
/// <param name="Before">The segment as it is; without a sentence when it is not in service.</param>
/// <param name="After">The segment as it would be.</param>
/// <param name="Entering">Who would enter.</param>
/// <param name="Leaving">Who would leave.</param>
/// <param name="Staying">Who would stay.</param>
/// <param name="Dependents">The segments that name it, directly or not, in the order of their keys.</param>
/// <param name="Users">What else uses it or one of them.</param>
/// <param name="Overlaps">What it has in common with other segments, those with the most first.</param>
internal sealed record DryRunReply(
    string Segment,
    DateTimeOffset AsOf,
    DryRunSide Before,
    DryRunSide After,
    DryRunPart Entering,
    DryRunPart Leaving,
    DryRunPart Staying,
    IReadOnlyList<DryRunDependent> Dependents,
    IReadOnlyList<DryRunUser> Users,
    IReadOnlyList<DryRunOverlap> Overlaps);

/// <summary>A segment before or after.</summary>
/// <param name="Size">Its members, exactly.</param>
/// <param name="Describe">Its rule as a sentence.</param>
internal sealed record DryRunSide(int Size, string? Describe);

/// <summary>Some customers.</summary>
/// <param name="Count">How many, exactly.</param>
/// <param name="Sample">The ids of some of them.</param>
internal sealed record DryRunPart(int Count, IReadOnlyList<string> Sample);

/// <summary>A segment that depends on the one that is tried.</summary>
/// <param name="Segment">Its key.</param>
/// <param name="Entering">How many would enter it.</param>
/// <param name="Leaving">How many would leave it.</param>
/// <param name="Staying">How many would stay.</param>
internal sealed record DryRunDependent(string Segment, int Entering, int Leaving, int Staying);

/// <summary>Something that uses the segment, or one that depends on it.</summary>
/// <param name="Kind">What it is: <c>block</c>.</param>
/// <param name="Key">Which one.</param>
/// <param name="Segments">Which of the segments it uses.</param>
internal sealed record DryRunUser(string Kind, string Key, IReadOnlyList<string> Segments);

/// <summary>What the segment has in common with another one.</summary>
/// <param name="Segment">The other one.</param>
/// <param name="Before">Customers in both as it is.</param>
/// <param name="After">Customers in both as it would be.</param>
internal sealed record DryRunOverlap(string Segment, int Before, int After);
