using System.Text.Json;
using System.Text.Json.Serialization;
using FluentValidation;

namespace MicroSeg.Api.Membership.Explaining;

/// <summary>A rule that is to be explained for a customer.</summary>
/// <param name="Rule">Who would belong.</param>
/// <param name="Customer">The customer's id.</param>
/// <param name="AsOf">The instant of the evaluation, past or future, with what is known now; the present unless given.</param>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed record ExplainRequest(JsonElement? Rule, string? Customer, DateTimeOffset? AsOf = null)
{
    internal sealed class Validator : AbstractValidator<ExplainRequest>
    {
        public Validator()
        {
            RuleFor(r => r.Rule).NotNull().WithMessage("An explanation needs a rule.");
            RuleFor(r => r.Customer).NotEmpty().WithMessage("An explanation needs a customer.");
        }
    }
}
