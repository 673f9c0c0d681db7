using System.Numerics;
using System.Text.Json;

namespace MicroSeg.Audience.Tests.Oracle;

/// <summary>The measures, on matching events in the order of time.</summary>
/// <param name="asOf">The instant.</param>
/// <param name="zone">The customer's zone.</param>
/// <param name="total">How many events match, whatever their group.</param>
internal sealed class OracleMeasure(DateTimeOffset asOf, TimeZoneInfo zone, int total)
{
    private static readonly string[] OfProperties = ["sum", "avg", "min", "max", "median", "distinct", "first", "last"];

    public bool Holds(JsonElement rule, List<OracleEvent> events, List<OracleEvent> before)
    {
        var test = new OracleValue(asOf, zone);
        if (rule.TryGetProperty("count", out var count))
            return test.Holds(count, (double)events.Count);
        foreach (var name in OfProperties)
        {
            if (rule.TryGetProperty(name, out var measure))
                return test.Holds(measure, Of(name, measure.GetProperty("of").GetString()!, events));
        }

        foreach (var name in new[] { "sinceFirst", "sinceLast" })
        {
            if (rule.TryGetProperty(name, out var ages))
                return events.Count > 0 && HoldsAge(ages, name == "sinceLast" ? events[^1].At : events[0].At);
        }

        if (rule.TryGetProperty("gap", out var gap))
            return HoldsGap(gap, [.. events.Zip(events.Skip(1), (a, b) => (a.At, b.At))]);
        if (rule.TryGetProperty("share", out var share))
            return test.Holds(share, (double)events.Count / total);
        if (rule.TryGetProperty("inPeriods", out var periods))
            return HoldsPeriods(periods, events);
        if (rule.TryGetProperty("trend", out var trend))
            return test.Holds(trend, Trend(trend.GetProperty("of"), events, before));
        return events.Count >= 1;
    }

    private static object? Of(string name, string property, List<OracleEvent> events)
    {
        // Which zero a sum of nothing is, the operand's type cannot tell; generated rules name their properties so that the name does.
        var isDecimal = property.StartsWith("price", StringComparison.Ordinal);
        var all = events.ConvertAll(e => e.Properties.GetValueOrDefault(property));
        var values = all.Where(v => v is not null).Select(v => v!).ToList();
        if (name == "distinct")
            return (double)values.Select(OracleValue.Canonical).Distinct().Count();
        if (name == "first")
            return all.Count == 0 ? null : all[0];
        if (name == "last")
            return all.Count == 0 ? null : all[^1];
        if (name == "sum")
            return isDecimal ? values.Sum(v => (decimal)v) : values.Aggregate(0.0, (sum, v) => sum + (double)v);
        if (values.Count == 0)
            return null;
        if (name is "min" or "max")
            return name == "min" ? values.Min() : values.Max();
        if (name == "median")
        {
            values.Sort();
            var (low, high) = (values[(values.Count - 1) / 2], values[values.Count / 2]);
            return isDecimal ? ((decimal)low + (decimal)high) / 2 : ((double)low + (double)high) / 2;
        }

        return isDecimal ? new OracleQuotient(values.Sum(v => (decimal)v), values.Count) : values.Aggregate(0.0, (sum, v) => sum + (double)v) / values.Count;
    }

    private static object? Trend(JsonElement of, List<OracleEvent> events, List<OracleEvent> before)
    {
        object? Value(List<OracleEvent> some) => of.ValueKind == JsonValueKind.String
            ? (double)some.Count
            : Of(of.EnumerateObject().First().Name, of.EnumerateObject().First().Value.GetString()!, some);
        if (Value(events) is not { } now || Value(before) is not { } then)
            return null;
        if (now is double a && then is double b)
            return b == 0 || double.IsNaN(a / b) ? null : a / b;
        var ((n1, d1), (n2, d2)) = (Fraction(now), Fraction(then));
        if (n2 == 0)
            return null;
        var (top, bottom) = (n1 * d2, d1 * n2);
        var divisor = BigInteger.GreatestCommonDivisor(top, bottom);
        return (double)(top / divisor) / (double)(bottom / divisor);
    }

    private static (BigInteger Numerator, BigInteger Denominator) Fraction(object value) => value is OracleQuotient quotient
        ? ((BigInteger)(quotient.Sum * 1_000_000), quotient.Count * (BigInteger)1_000_000)
        : ((BigInteger)((decimal)value * 2_000_000), 2_000_000);

    private bool HoldsPeriods(JsonElement periods, List<OracleEvent> events)
    {
        var window = new OracleWindow(asOf, zone);
        var kind = periods.GetProperty("of").GetString()!;
        var now = window.PeriodOf(kind, asOf);
        var count = events.Select(e => window.PeriodOf(kind, e.At)).Distinct().Count(p => p <= now && p > now - periods.GetProperty("last").GetInt32());
        return (!periods.TryGetProperty("atLeast", out var least) || count >= least.GetInt32()) && (!periods.TryGetProperty("atMost", out var most) || count <= most.GetInt32());
    }

    private bool HoldsGap(JsonElement gap, List<(DateTimeOffset From, DateTimeOffset To)> pairs)
    {
        var isLongest = gap.TryGetProperty("longest", out var operators);
        if (!isLongest)
            operators = gap.GetProperty("shortest");
        bool Reaches(string length, bool beyond)
        {
            bool Does((DateTimeOffset From, DateTimeOffset To) p) => beyond ? p.To > OracleTime.Shift(p.From, length, 1, zone) : p.To >= OracleTime.Shift(p.From, length, 1, zone);
            return isLongest ? pairs.Exists(Does) : pairs.TrueForAll(Does);
        }

        return pairs.Count > 0 && operators.EnumerateObject().All(o => o.Name switch
        {
            "gt" => Reaches(o.Value.GetString()!, beyond: true),
            "gte" => Reaches(o.Value.GetString()!, beyond: false),
            "lt" => !Reaches(o.Value.GetString()!, beyond: false),
            "lte" => !Reaches(o.Value.GetString()!, beyond: true),
            _ => Reaches(o.Value[0].GetString()!, beyond: false) && !Reaches(o.Value[1].GetString()!, beyond: true),
        });
    }

    public bool HoldsAge(JsonElement operators, DateTimeOffset at) => operators.EnumerateObject().All(o =>
    {
        if (o.Name == "between")
            return at <= OracleTime.Shift(asOf, o.Value[0].GetString()!, -1, zone) && at >= OracleTime.Shift(asOf, o.Value[1].GetString()!, -1, zone);
        var then = OracleTime.Shift(asOf, o.Value.GetString()!, -1, zone);
        return o.Name switch { "gt" => at < then, "gte" => at <= then, "lt" => at > then, _ => at >= then };
    });
}

/// <summary>A quotient that is not rounded before it is compared.</summary>
internal sealed record OracleQuotient(decimal Sum, int Count);
