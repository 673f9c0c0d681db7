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
        return rule.TryGetProperty("sequence", out _) ? HoldsSequence(rule, customer) : HoldsEvent(rule, customer);
    }

    private bool HoldsMembership(JsonElement rule, string segment, OracleCustomer customer)
    {
        var (isMember, zone) = (Holds(segments[segment], customer), ZoneOf(customer));
        var all = Stays(segment, customer).Select(s => (From: DateTimeOffset.FromUnixTimeSeconds(s.From), To: s.To is { } to ? DateTimeOffset.FromUnixTimeSeconds(to) : (DateTimeOffset?)null)).ToList();
        var since = all is [.., (var from, null)] && from <= asOf ? from : asOf;
        if (rule.TryGetProperty("memberFor", out var ages))
            return isMember && new OracleMeasure(asOf, zone, 0).HoldsAge(ages, since);
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
        var matching = Matching(rule, customer, e => !rule.TryGetProperty("within", out var within) || window.Contains(within, e.At, customer));
        var before = rule.TryGetProperty("trend", out _) ? Matching(rule, customer, e => window.ContainsBefore(rule.GetProperty("within"), e.At)) : [];
        var measure = new OracleMeasure(asOf, ZoneOf(customer), matching.Count);
        if (!rule.TryGetProperty("per", out var per))
            return measure.Holds(rule, matching, before);
        var groupsBefore = Groups(before, per.GetString()!).ToDictionary(g => g.Key, g => g.ToList());
        var all = Groups(matching, per.GetString()!).ToList();
        if (rule.TryGetProperty("share", out _))
            return all.Count > 0 && measure.Holds(rule, [.. all.MaxBy(g => g.Count())!], []);
        var passing = all.Count(g => measure.Holds(rule, [.. g], groupsBefore.GetValueOrDefault(g.Key) ?? []));
        if (!rule.TryGetProperty("groups", out var groups))
            return passing > 0;
        return groups.ValueKind == JsonValueKind.Object ? passing >= groups.GetProperty("atLeast").GetInt32() : groups.GetString() == "any" ? passing > 0 : passing == 0;
    }

    private bool HoldsSequence(JsonElement rule, OracleCustomer customer)
    {
        var window = new OracleWindow(asOf, ZoneOf(customer));
        var candidates = rule.GetProperty("sequence").EnumerateArray()
            .Select(step => Matching(step, customer, e => !rule.TryGetProperty("within", out var within) || window.Contains(within, e.At, customer))).ToList();
        return new OracleSequence(asOf, ZoneOf(customer), rule, candidates).Holds();
    }

    /// <summary>The events of a node's type that exist, lie in a window and satisfy its filter. OrderBy is stable: equal times stay in the order of arrival.</summary>
    private List<OracleEvent> Matching(JsonElement node, OracleCustomer customer, Func<OracleEvent, bool> isWithin) =>
        [.. customer.Events
            .Where(e => e.Type == node.GetProperty("event").GetString() && e.At <= asOf && isWithin(e))
            .Where(e => !node.TryGetProperty("where", out var where) || HoldsWhere(where, e, customer))
            .OrderBy(e => e.At)];

    private static IEnumerable<IGrouping<string, OracleEvent>> Groups(List<OracleEvent> events, string per) => events
        .Where(e => e.Properties.ContainsKey(per))
        .GroupBy(e => OracleValue.Canonical(e.Properties[per]));
}
