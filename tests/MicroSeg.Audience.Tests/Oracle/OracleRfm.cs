using System.Text.Json;
using MicroSeg.Audience.Rules.Rfm;

namespace MicroSeg.Audience.Tests.Oracle;

/// <summary>Scores from plain values: quantiles as fractions that are never rounded, and every customer compared with each of them.</summary>
internal sealed class OracleRfm(RandomAudience audience, TimeZoneInfo defaultZone)
{
    public static readonly Dictionary<string, RfmDefinition> Definitions = new()
    {
        ["default"] = new("booked", "price"),
        ["points"] = new("booked", "points", "90d", 3),
        ["months"] = new("searched", "price", "3mo", 10),
        ["short"] = new("searched", "price", "1m", 2),
    };

    private readonly Dictionary<string, Dictionary<OracleCustomer, (long Age, long Count, object Sum)>> _values = [];

    public static Dictionary<string, RfmModel> ModelsWithoutCuts => Definitions.ToDictionary(d => d.Key, d => new RfmModel(d.Key, 1, d.Value, RfmCuts.None));

    public Dictionary<string, int>? ScoresOf(string model, OracleCustomer customer)
    {
        var definition = Definitions[model];
        if (!_values.TryGetValue(model, out var all))
            _values.Add(model, all = audience.Customers.Select(c => (c, Values: ValuesOf(definition, c))).Where(c => c.Values is not null).ToDictionary(c => c.c, c => c.Values!.Value));
        if (!all.TryGetValue(customer, out var own))
            return null;
        var n = definition.Quantiles;
        return new Dictionary<string, int>
        {
            ["recency"] = n - Reached(n, [.. all.Values.Select(v => (decimal)v.Age).Order()], own.Age),
            ["frequency"] = 1 + Reached(n, [.. all.Values.Select(v => (decimal)v.Count).Order()], own.Count),
            ["monetary"] = 1 + (own.Sum is decimal sum ? Reached(n, [.. all.Values.Select(v => (decimal)v.Sum).Order()], sum) : Reached(n, [.. all.Values.Select(v => (double)v.Sum).Order()], (double)own.Sum)),
        };
    }

    private (long Age, long Count, object Sum)? ValuesOf(RfmDefinition definition, OracleCustomer customer)
    {
        var zone = customer.Attributes.TryGetValue("timeZone", out var id) && TimeZoneInfo.TryFindSystemTimeZoneById((string)id, out var found) ? found : defaultZone;
        var window = new OracleWindow(audience.AsOf, zone);
        var events = customer.Events
            .Where(e => e.Type == definition.Event && e.At <= audience.AsOf && (definition.Window is null || window.Contains(JsonSerializer.SerializeToElement(definition.Window), e.At, customer)))
            .OrderBy(e => e.At).ToList();
        if (events.Count == 0)
            return null;
        var values = events.Where(e => e.Properties.ContainsKey(definition.Value)).Select(e => e.Properties[definition.Value]);
        object sum = definition.Value == "price" ? values.Sum(v => (decimal)v) : values.Aggregate(0.0, (total, v) => total + (double)v);
        return ((long)(audience.AsOf - events[^1].At).TotalSeconds, events.Count, sum);
    }

    private static int Reached(int n, decimal[] sorted, decimal value) => Enumerable.Range(1, n - 1).Count(i =>
    {
        var (at, rest) = ((sorted.Length - 1) * i / n, (sorted.Length - 1) * i % n);
        return value * n >= (sorted[at] * (n - rest)) + (sorted[Math.Min(at + 1, sorted.Length - 1)] * rest);
    });

    private static int Reached(int n, double[] sorted, double value) => Enumerable.Range(1, n - 1).Count(i =>
    {
        var (at, rest) = ((sorted.Length - 1) * i / n, (sorted.Length - 1) * i % n);
        return value >= sorted[at] + ((sorted[Math.Min(at + 1, sorted.Length - 1)] - sorted[at]) * rest / n);
    });
}
