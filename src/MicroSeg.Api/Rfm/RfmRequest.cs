using System.Text.Json.Serialization;
using FluentValidation;
using MicroSeg.Audience.Rules.Rfm;

namespace MicroSeg.Api.Rfm;

/// <summary>An RFM model as it is sent to be saved.</summary>
/// <param name="Event">The event type that is counted, such as <c>flight_booked</c>.</param>
/// <param name="Value">Its property, of type number or decimal, whose sum is the monetary value.</param>
/// <param name="Window">How far back events count, such as <c>365d</c>; all of them unless given.</param>
/// <param name="Quantiles">How many scores there are, 2 to 10; 5 unless given.</param>
/// <param name="RefreshEvery">How long cut points are kept before they are computed anew, such as <c>7d</c>; until somebody asks for it unless given.</param>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed record RfmRequest(string? Event, string? Value, string? Window = null, int? Quantiles = null, string? RefreshEvery = null)
{
    /// <summary>The definition that a valid request makes.</summary>
    public RfmDefinition ToDefinition() => new(Event!, Value!, Window, Quantiles ?? RfmDefinition.DefaultQuantiles, RefreshEvery);

    internal sealed class Validator : AbstractValidator<RfmRequest>
    {
        public Validator()
        {
            RuleFor(r => r.Event).NotEmpty().WithMessage("A model needs the event type that it counts.");
            RuleFor(r => r.Value).NotEmpty().WithMessage("A model needs the property whose sum is the monetary value.");
        }
    }
}
