using System.Text.Json;
using MicroSeg.Audience.Schema;

namespace MicroSeg.Api.Rfm;

/// <summary>An RFM model, or one of its versions, as it is answered.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Version">Counts its saves and refreshes, from 1.</param>
/// <param name="Event">The event type that is counted.</param>
/// <param name="Value">Its property whose sum is the monetary value.</param>
/// <param name="Window">How far back events count; absent for all of them.</param>
/// <param name="Quantiles">How many scores there are.</param>
/// <param name="RefreshEvery">How long cut points are kept; absent when they are until somebody asks.</param>
/// <param name="Customers">How many customers had an event in the window, and thereby scores, when the cut points were computed.</param>
/// <param name="Recency">The scores by the seconds since the latest event.</param>
/// <param name="Frequency">The scores by the number of events.</param>
/// <param name="Monetary">The scores by the sum of the values.</param>
/// <param name="ComputedAt">When the cut points were computed.</param>
/// <param name="NextRefreshAt">When they are due to be computed anew; absent for never, and of versions that are not in use.</param>
/// <param name="CreatedAt">When the model was first saved.</param>
internal sealed record RfmResponse(
    string Name,
    long Version,
    string Event,
    string Value,
    string? Window,
    int Quantiles,
    string? RefreshEvery,
    int Customers,
    RfmDimension<double> Recency,
    RfmDimension<double> Frequency,
    RfmDimension<JsonElement> Monetary,
    DateTimeOffset ComputedAt,
    DateTimeOffset? NextRefreshAt,
    DateTimeOffset CreatedAt)
{
    public static RfmResponse Of(LiveModel live, bool isInUse = true)
    {
        var (definition, cuts, computed) = (live.Model.Definition, live.Model.Cuts, live.Computed);
        return new RfmResponse(
            live.Model.Name,
            live.Model.Version,
            definition.Event,
            definition.Value,
            definition.Window,
            definition.Quantiles,
            definition.RefreshEvery,
            computed.Customers,
            new RfmDimension<double>(cuts.Recency, computed.Recency),
            new RfmDimension<double>(cuts.Frequency, computed.Frequency),
            new RfmDimension<JsonElement>([.. cuts.Monetary.Select(NumberOf)], computed.Monetary),
            live.ComputedAt,
            isInUse ? live.NextRefreshAt : null,
            live.CreatedAt);
    }

    /// <summary>A number or decimal as a JSON number, digit for digit.</summary>
    public static JsonElement NumberOf(PropertyValue value) => JsonElement.Parse(value.ToString());
}

/// <summary>The scores of one of the three dimensions.</summary>
/// <param name="CutPoints">The values that part them, ascending, one fewer than there are scores; empty when no customer had an event.</param>
/// <param name="CustomersPerScore">How many customers had each score when the cut points were computed, that of 1 first.</param>
internal sealed record RfmDimension<T>(IReadOnlyList<T> CutPoints, IReadOnlyList<int> CustomersPerScore);

/// <summary>What a model makes of one customer.</summary>
/// <param name="Model">The model.</param>
/// <param name="Version">Its version.</param>
/// <param name="Customer">The customer.</param>
/// <param name="AsOf">The instant that this is true of.</param>
/// <param name="LastAt">When the customer's latest event was; absent, with all below it, when there is none in the window.</param>
/// <param name="Recency">The seconds since then, and their score.</param>
/// <param name="Frequency">The number of events, and its score.</param>
/// <param name="Monetary">The sum of the values, and its score.</param>
internal sealed record RfmCustomerResponse(
    string Model, long Version, string Customer, DateTimeOffset AsOf, DateTimeOffset? LastAt, RfmValue<long>? Recency, RfmValue<int>? Frequency, RfmValue<JsonElement>? Monetary);

/// <summary>A value and its score.</summary>
/// <param name="Value">The value.</param>
/// <param name="Score">From 1 to the number of quantiles, which is the best; absent while the model has no cut points.</param>
internal sealed record RfmValue<T>(T Value, int? Score);
