using MicroSeg.Audience.Rules.Rfm;

namespace MicroSeg.Api.Rfm;

/// <summary>A version of an RFM model in memory.</summary>
/// <param name="Model">The model as rules use it.</param>
/// <param name="Computed">Its cut points, and how many customers had each score.</param>
/// <param name="ComputedAt">The instant of the computation.</param>
/// <param name="CreatedAt">When the model was first saved.</param>
internal sealed record LiveModel(RfmModel Model, RfmComputation Computed, DateTimeOffset ComputedAt, DateTimeOffset CreatedAt)
{
    /// <summary>When its cut points are due to be computed anew; null for never.</summary>
    public DateTimeOffset? NextRefreshAt => Model.Definition.NextRefresh(ComputedAt);
}
