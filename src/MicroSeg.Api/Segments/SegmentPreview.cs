using System.Text.Json;
using System.Text.Json.Serialization;
using FluentValidation;
using MicroSeg.Api.Web;

namespace MicroSeg.Api.Segments;

/// <summary>Says exactly who would belong to a rule that is not saved.</summary>
internal sealed class SegmentPreview(RuleEvaluation rules, UnsavedRules unsaved, TimeProvider time)
{
    private readonly PreviewRequest.Validator _validator = new();

    public async Task<SegmentPreviewResponse> RunAsync(PreviewRequest request, CancellationToken cancellationToken)
    {
        _validator.ThrowIfInvalid(request, SegmentErrors.Invalid, "The rule cannot be previewed as it is.");
        var reading = await rules.ReadAsync(request.Rule!.Value, cancellationToken);
        var rule = reading.Rule ?? throw SegmentErrors.InvalidRule(reading.Findings);
        var asOf = request.AsOf ?? time.GetUtcNow();
        var members = (await rules.EvaluateAsync([rule], asOf, cancellationToken))[0];
        return new SegmentPreviewResponse(members.Count, asOf, unsaved.Sample(members), rule.Describe());
    }
}

/// <summary>A rule to be previewed.</summary>
/// <param name="Rule">Who would belong.</param>
/// <param name="AsOf">The instant of the evaluation, past or future, with what is known now; the present unless given.</param>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed record PreviewRequest(JsonElement? Rule, DateTimeOffset? AsOf = null)
{
    internal sealed class Validator : AbstractValidator<PreviewRequest>
    {
        public Validator() => RuleFor(r => r.Rule).NotNull().WithMessage("A preview needs a rule.");
    }
}

/// <summary>Who would belong to a rule.</summary>
/// <param name="Count">How many, exactly.</param>
/// <param name="AsOf">The instant that this is true of.</param>
/// <param name="Sample">The ids of some of them.</param>
/// <param name="Describe">The rule as a sentence.</param>
internal sealed record SegmentPreviewResponse(int Count, DateTimeOffset AsOf, IReadOnlyList<string> Sample, string Describe);
