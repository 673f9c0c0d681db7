using System.Text.Json;
using System.Text.Json.Serialization;
using FluentValidation;

namespace MicroSeg.Api.Segments;

/// <summary>A segment as it is sent to be saved.</summary>
/// <param name="Rule">Who belongs to it; absent for a list.</param>
/// <param name="Name">What people call it.</param>
/// <param name="Description">What it is for.</param>
/// <param name="Tags">What it is filed under.</param>
/// <param name="Status"><c>active</c> or <c>draft</c> for a new segment, active unless given; a segment that is there keeps its own unless given.</param>
/// <param name="Kind"><c>rule</c> or <c>list</c>; given once, with the first save, and <c>rule</c> unless given.</param>
/// <param name="Owner">Who answers for it.</param>
/// <param name="Persona">Whom it describes.</param>
/// <param name="Hypothesis">What it is expected to show.</param>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed record SegmentRequest(
    JsonElement? Rule = null,
    string? Name = null,
    string? Description = null,
    IReadOnlyList<string>? Tags = null,
    SegmentStatus? Status = null,
    SegmentKind? Kind = null,
    string? Owner = null,
    string? Persona = null,
    string? Hypothesis = null)
{
    public const int MaxNameLength = 200;
    public const int MaxTextLength = 4_000;
    public const int MaxTags = 50;
    public const int MaxTagLength = 64;

    /// <summary>Writes what was sent into a segment, but for its status.</summary>
    public void WriteTo(Segment segment)
    {
        (segment.Name, segment.Description, segment.Tags) = (Name, Description, [.. (Tags ?? []).Distinct(StringComparer.Ordinal)]);
        (segment.Owner, segment.Persona, segment.Hypothesis) = (Owner, Persona, Hypothesis);
        segment.Rule = Rule?.GetRawText();
    }

    internal sealed class Validator : AbstractValidator<SegmentRequest>
    {
        public Validator()
        {
            RuleFor(r => r.Name).MaximumLength(MaxNameLength);
            RuleFor(r => r.Description).MaximumLength(MaxTextLength);
            RuleFor(r => r.Tags).Must(tags => tags is null || tags.Count <= MaxTags).WithMessage($"At most {MaxTags} tags.");
            RuleForEach(r => r.Tags).NotEmpty().MaximumLength(MaxTagLength);
            RuleFor(r => r.Status).IsInEnum();
            RuleFor(r => r.Kind).IsInEnum();
            RuleFor(r => r.Owner).MaximumLength(MaxNameLength);
            RuleFor(r => r.Persona).MaximumLength(MaxTextLength);
            RuleFor(r => r.Hypothesis).MaximumLength(MaxTextLength);
            RuleFor(r => r.Rule).NotNull().When(r => r.Kind == SegmentKind.Rule).WithMessage("A segment needs a rule.");
            RuleFor(r => r.Rule).Null().When(r => r.Kind == SegmentKind.List).WithMessage("A list has no rule: its ids are sent to …/list.");
        }
    }
}
