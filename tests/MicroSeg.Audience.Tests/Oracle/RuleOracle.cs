using System.Globalization;
using System.Text.Json;

namespace MicroSeg.Audience.Tests.Oracle;

/// <summary>
/// The rule language a second time, word by word from its definition, over the rule's JSON and plain values. Slow and simple on purpose:
/// it shares nothing with the evaluator.
/// </summary>
internal sealed class RuleOracle(DateTimeOffset asOf, IReadOnlyDictionary<string, JsonElement> segments, TimeZoneInfo defaultZone)
{
    /// <summary>A customer's stays in a segment, in the order of time.</summary>
    public Func<string, OracleCustomer, IReadOnlyList<(long From, long? To)>> Stays { get; init; } = (_, _) => [];

    /// <summary>A customer's scores by a model by name; null when there are none.</summary>
    public Func<string, OracleCustomer, Dictionary<string, int>?> Scores { get; init; } = (_, _) => null;

    public bool Holds(JsonElement rule, OracleCustomer customer)
    {
        if (rule.TryGetProperty("all", out var all))
            return all.EnumerateArray().All(r => Holds(r, customer));
        if (rule.TryGetProperty("any", out var any))
            return any.EnumerateArray().Any(r => Holds(r, customer));
        if (rule.TryGetProperty("none", out var none))
            return !none.EnumerateArray().Any(r => Holds(r, customer));
        if (rule.TryGetProperty("not", out var not))
            return !Holds(not, customer);
        if (rule.TryGetProperty("atLeast", out var least))
            return rule.GetProperty("of").EnumerateArray().Count(r => Holds(r, customer)) >= least.GetInt32();
        if (rule.TryGetProperty("segment", out var segment))
            return HoldsMembership(rule, segment.GetString()!, customer);
        if (rule.TryGetProperty("attribute", out var attribute))
            return new OracleValue(asOf, ZoneOf(customer)).Holds(rule, customer.Attributes.GetValueOrDefault(attribute.GetString()!));
        if (rule.TryGetProperty("rfm", out var model))
            return Scores(model.GetString()!, customer) is { } scores && rule.EnumerateObject().Where(s => s.Name != "rfm").All(s => new OracleValue(asOf, defaultZone).Holds(s.Value, (double)scores[s.Name]));
        return HoldsEvent(rule, customer);
    }

    private bool HoldsMembership(JsonElement rule, string segment, OracleCustomer customer)
    {
        var (isMember, zone) = (Holds(segments[segment], customer), ZoneOf(customer));
        var all = Stays(segment, customer).Select(s => (From: DateTimeOffset.FromUnixTimeSeconds(s.From), To: s.To is { } to ? DateTimeOffset.FromUnixTimeSeconds(to) : (DateTimeOffset?)null)).ToList();
        var since = all is [.., (var from, null)] && from <= asOf ? from : asOf;
        if (rule.TryGetProperty("memberFor", out var ages))
            return isMember && HoldsAge(ages, since, zone);
        if (rule.TryGetProperty("entered", out var entered))
            return isMember && since > OracleTime.Shift(asOf, entered.GetString()!, -1, zone);
        if (rule.TryGetProperty("left", out var length))
        {
            // Who is recorded as a member and is none leaves now.
            var left = all is [.., var last] ? last.To ?? (last.From <= asOf ? asOf : DateTimeOffset.MaxValue) : DateTimeOffset.MaxValue;
            return !isMember && left <= asOf && left > OracleTime.Shift(asOf, length.GetString()!, -1, zone);
        }

        if (!rule.TryGetProperty("at", out var at))
            return isMember;
        var then = DateTimeOffset.Parse(at.GetString()!, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);
        return then < asOf ? all.Exists(s => s.From <= then && (s.To is null || s.To > then)) : then == asOf && isMember;
    }

    private TimeZoneInfo ZoneOf(OracleCustomer customer) =>
        customer.Attributes.TryGetValue("timeZone", out var id) && TimeZoneInfo.TryFindSystemTimeZoneById((string)id, out var zone) ? zone : defaultZone;

    private bool HoldsWhere(JsonElement rule, OracleEvent e, OracleCustomer customer)
    {
        if (rule.TryGetProperty("all", out var all))
            return all.EnumerateArray().All(r => HoldsWhere(r, e, customer));
        if (rule.TryGetProperty("any", out var any))
            return any.EnumerateArray().Any(r => HoldsWhere(r, e, customer));
        if (rule.TryGetProperty("none", out var none))
            return !none.EnumerateArray().Any(r => HoldsWhere(r, e, customer));
        if (rule.TryGetProperty("not", out var not))
            return !HoldsWhere(not, e, customer);
        var value = e.Properties.GetValueOrDefault(rule.GetProperty("property").GetString()!);
        if (value is null && rule.TryGetProperty("orMissing", out var orMissing) && orMissing.GetBoolean())
            return true;
        foreach (var (key, wanted) in new[] { ("eqAttribute", true), ("neAttribute", false) })
        {
            if (!rule.TryGetProperty(key, out var name))
                continue;
            var other = customer.Attributes.GetValueOrDefault(name.GetString()!);
            if (value is null || other is null || OracleValue.AreEqual(value, other) != wanted)
                return false;
        }

        return new OracleValue(asOf, ZoneOf(customer)).Holds(rule, value);
    }

    private bool HoldsEvent(JsonElement rule, OracleCustomer customer)
    {
        var window = new OracleWindow(asOf, ZoneOf(customer));
        // OrderBy is stable: equal times stay in the order of arrival.
        var matching = customer.Events
            .Where(e => e.Type == rule.GetProperty("event").GetString() && e.At <= asOf)
            .Where(e => !rule.TryGetProperty("within", out var within) || window.Contains(within, e.At))
            .Where(e => !rule.TryGetProperty("where", out var where) || HoldsWhere(where, e, customer))
            .OrderBy(e => e.At).ToList();
        if (!rule.TryGetProperty("per", out var per))
            return HoldsMeasure(rule, matching, ZoneOf(customer));
        var passing = Groups(matching, per.GetString()!).Count(g => HoldsMeasure(rule, g, ZoneOf(customer)));
        if (!rule.TryGetProperty("groups", out var groups))
            return passing > 0;
        return groups.ValueKind == JsonValueKind.Object ? passing >= groups.GetProperty("atLeast").GetInt32() : groups.GetString() == "any" ? passing > 0 : passing == 0;
    }

    private static IEnumerable<List<OracleEvent>> Groups(List<OracleEvent> events, string per) => events
        .Where(e => e.Properties.ContainsKey(per))
        .GroupBy(e => OracleValue.Canonical(e.Properties[per])).Select(g => g.ToList());

    private bool HoldsMeasure(JsonElement rule, List<OracleEvent> events, TimeZoneInfo zone)
    {
        var test = new OracleValue(asOf, zone);
        if (rule.TryGetProperty("count", out var count))
            return test.Holds(count, (double)events.Count);
        foreach (var name in new[] { "sum", "avg", "min", "max", "median", "distinct", "first", "last" })
        {
            if (rule.TryGetProperty(name, out var measure))
                return test.Holds(measure, Measure(name, events.ConvertAll(e => e.Properties.GetValueOrDefault(measure.GetProperty("of").GetString()!)), Kind(rule, measure)));
        }

        foreach (var name in new[] { "sinceFirst", "sinceLast" })
        {
            if (rule.TryGetProperty(name, out var ages))
                return events.Count > 0 && HoldsAge(ages, name == "sinceLast" ? events[^1].At : events[0].At, zone);
        }

        return events.Count >= 1;
    }

    // Which zero a sum of nothing is, the operand's type cannot tell; generated rules name their properties so that the name does.
    private static bool Kind(JsonElement rule, JsonElement measure) => measure.GetProperty("of").GetString()!.StartsWith("price", StringComparison.Ordinal);

    private static object? Measure(string name, List<object?> all, bool isDecimal)
    {
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

    private bool HoldsAge(JsonElement operators, DateTimeOffset at, TimeZoneInfo zone) => operators.EnumerateObject().All(o =>
    {
        if (o.Name == "between")
            return at <= OracleTime.Shift(asOf, o.Value[0].GetString()!, -1, zone) && at >= OracleTime.Shift(asOf, o.Value[1].GetString()!, -1, zone);
        var then = OracleTime.Shift(asOf, o.Value.GetString()!, -1, zone);
        return o.Name switch { "gt" => at < then, "gte" => at <= then, "lt" => at > then, _ => at >= then };
    });
}

/// <summary>A quotient that is not rounded before it is compared.</summary>
internal sealed record OracleQuotient(decimal Sum, int Count);
