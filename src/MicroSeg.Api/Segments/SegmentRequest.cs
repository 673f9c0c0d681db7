using System.Text.Json;
using System.Text.Json.Serialization;
using FluentValidation;

namespace MicroSeg.Api.Segments;

/// <summary>A segment as it is sent to be saved.</summary>
/// <param name="Rule">Who belongs to it.</param>
/// <param name="Name">What people call it.</param>
/// <param name="Description">What it is for.</param>
/// <param name="Tags">What it is filed under.</param>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed record SegmentRequest(JsonElement? Rule, string? Name = null, string? Description = null, IReadOnlyList<string>? Tags = null)
{
    public const int MaxNameLength = 200;
    public const int MaxDescriptionLength = 4_000;
    public const int MaxTags = 50;
    public const int MaxTagLength = 64;

    internal sealed class Validator : AbstractValidator<SegmentRequest>
    {
        public Validator()
        {
            RuleFor(r => r.Rule).NotNull().WithMessage("A segment needs a rule.");
            RuleFor(r => r.Name).MaximumLength(MaxNameLength);
            RuleFor(r => r.Description).MaximumLength(MaxDescriptionLength);
            RuleFor(r => r.Tags).Must(tags => tags is null || tags.Count <= MaxTags).WithMessage($"At most {MaxTags} tags.");
            RuleForEach(r => r.Tags).NotEmpty().MaximumLength(MaxTagLength);
        }
    }
}
