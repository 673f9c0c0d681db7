using MicroSeg.Audience.Evaluation;
using MicroSeg.Audience.Rules;

namespace MicroSeg.Api.Segments;

/// <summary>Implemented downstream: makes ready what rules ask of the past of segments.</summary>
internal interface ISegmentPasts
{
    /// <summary>What some rules may ask, read from the history where it is not at hand.</summary>
    /// <exception cref="Web.ApiException">410: a rule asks for an instant of which nothing is kept any more.</exception>
    Task<ISegmentFacts> OfAsync(IReadOnlyCollection<RuleReferences> rules, CancellationToken cancellationToken);
}
