using System.Text.Json;
using MicroSeg.Audience.Schema;
using MicroSeg.Audience.Tests.Oracle;
using MicroSeg.Benchmarks.Evaluation;

namespace MicroSeg.Benchmarks.DuckDb;

/// <content>Conditions on events.</content>
internal sealed partial class SqlRules
{
    private static readonly string[] ConditionKeys = ["event", "where", "within", "per", "groups"];

    private string Event(JsonElement rule)
    {
        var type = FlightAudience.Schema.FindEvent(rule.GetProperty("event").GetString()!)!;
        var measure = rule.EnumerateObject().Where(p => !ConditionKeys.Contains(p.Name)).Select(p => ((string Name, JsonElement Value)?)(p.Name, p.Value)).FirstOrDefault();
        var per = rule.TryGetProperty("per", out var by) ? by.GetString() : null;
        var window = rule.TryGetProperty("within", out var within) ? within : default;
        if (measure is ("trend", var trend))
            return Trend(rule, type, window, trend);
        if (measure is ("share", var share))
            return $"c.ord IN (SELECT ord FROM (SELECT ord, count(*) AS n FROM ({Rows(rule, type, window, "e.ord, e." + per)}) GROUP BY ord, {per}) GROUP BY ord HAVING {Holds("max(n) / sum(n)", share)})";
        if (measure is ("gap", var gap))
            return $"c.ord IN (SELECT ord FROM (SELECT ord, t - lag(t) OVER (PARTITION BY ord ORDER BY t, n) AS gap FROM ({Rows(rule, type, window, "e.ord, e.t, e.n")})) GROUP BY ord HAVING {(gap.TryGetProperty("longest", out var longest) ? Holds("max(gap)", longest, Seconds) : Holds("min(gap)", gap.GetProperty("shortest"), Seconds))})";
        if (measure is ("inPeriods", var periods))
            return InPeriods(rule, type, window, periods);
        var property = measure?.Value.ValueKind == JsonValueKind.Object && measure.Value.Value.TryGetProperty("of", out var of) ? of.GetString() : null;
        string[] columns = [.. new[] { "t", "n", per, property }.OfType<string>().Distinct()];
        var having = measure is var (name, operators) ? Measure(name, operators, property) : "count(*) >= 1";
        var rows = Rows(rule, type, window, "e.ord, " + string.Join(", ", columns.Select(column => $"e.{column}")));
        if (per is not null)
            return $"c.ord {(IsNone(rule) ? "NOT IN" : "IN")} (SELECT ord FROM (SELECT ord FROM ({rows}) GROUP BY ord, {per} HAVING {having}) GROUP BY ord HAVING count(*) >= {Least(rule)})";

        // What nothing satisfies too, holds for everyone whose events do not deny it.
        return measure is ("count" or "sum" or "distinct", var test) && HoldsForNothing(test)
            ? $"c.ord NOT IN (SELECT ord FROM ({rows}) GROUP BY ord HAVING NOT ({having}))"
            : $"c.ord IN (SELECT ord FROM ({rows}) GROUP BY ord HAVING {having})";
    }

    private static bool IsNone(JsonElement rule) => rule.TryGetProperty("groups", out var groups) && groups.ValueKind == JsonValueKind.String && groups.GetString() == "none";

    private static int Least(JsonElement rule) => rule.TryGetProperty("groups", out var groups) && groups.ValueKind == JsonValueKind.Object ? groups.GetProperty("atLeast").GetInt32() : 1;

    private string Measure(string name, JsonElement operators, string? property) => name switch
    {
        "count" => Holds("count(*)", operators),
        "sum" => Holds($"sum({property})", operators),
        "avg" => string.Join(" AND ", Operators(operators).Select(o => $"sum({property}) {Sign(o.Name)} {Literal(o.Value)}::DECIMAL(18, 2) * count({property})")),
        "min" or "max" => Holds($"{name}({property})", operators),
        "median" => Holds($"median({property})", operators),
        "distinct" => Holds($"count(DISTINCT {property})", operators),
        "first" => Holds($"arg_min({property}, t::HUGEINT * 1000000000 + n)", operators),
        "last" => Holds($"arg_max({property}, t::HUGEINT * 1000000000 + n)", operators),
        "sinceFirst" => Holds($"{_asOf} - min(t)", operators, Seconds),
        "sinceLast" => Holds($"{_asOf} - max(t)", operators, Seconds),
        _ => throw new NotSupportedException(name),
    };

    private string Trend(JsonElement rule, EventDefinition type, JsonElement window, JsonElement trend)
    {
        var (of, property) = trend.GetProperty("of") is { ValueKind: JsonValueKind.Object } measure
            ? (measure.EnumerateObject().First().Name, measure.EnumerateObject().First().Value.GetString()!)
            : ("count", "n");
        if (window.ValueKind != JsonValueKind.String || IsCalendar(window.GetString()!))
            throw new NotSupportedException("A trend over a calendar's periods.");
        var length = window.GetString()!;
        var start = Shifted(length);
        var before = Text(OracleTime.Shift(OracleTime.Shift(asOf, length, -1, TimeZoneInfo.Utc), length, -1, TimeZoneInfo.Utc).ToUnixTimeSeconds());
        var rows = Rows(rule, type, default, property == "n" ? "e.ord, e.t, e.n" : $"e.ord, e.t, e.{property}");
        string Part(string test) => of == "count" ? $"count(*) FILTER ({test})" : $"{of}({property}) FILTER ({test})";
        var (now, then) = (Part($"t > {start}"), Part($"t <= {start}"));
        if (of is "count" or "sum")
            now = $"coalesce({now}, 0)";
        return $"c.ord IN (SELECT ord FROM ({rows}) WHERE t > {before} GROUP BY ord HAVING {then} <> 0 AND {Holds($"{now} / {then}", trend)})";
    }

    private string InPeriods(JsonElement rule, EventDefinition type, JsonElement window, JsonElement periods)
    {
        var bounds = _zones.SelectMany(zone => Enumerable.Range(0, periods.GetProperty("last").GetInt32()).Select(ago =>
        {
            var (first, next) = Period(periods.GetProperty("of").GetString()!, ago, OracleTime.DayOf(asOf, zone));
            return $"('{zone.Id}', {ago}, {OracleTime.StartOf(first, zone).ToUnixTimeSeconds()}, {OracleTime.StartOf(next, zone).ToUnixTimeSeconds()})";
        }));
        var rows = Rows(rule, type, window, "e.ord, e.t, cc.timeZone", needsCustomer: true);
        return $"c.ord IN (SELECT r.ord FROM ({rows}) r JOIN (VALUES {string.Join(", ", bounds)}) p(zone, ago, lo, hi) ON r.timeZone = p.zone AND r.t >= p.lo AND r.t < p.hi GROUP BY r.ord HAVING count(DISTINCT p.ago) >= {periods.GetProperty("atLeast").GetInt32()})";
    }

    private string Sequence(JsonElement rule)
    {
        var steps = rule.GetProperty("sequence").EnumerateArray().ToArray();
        var window = rule.TryGetProperty("within", out var within) ? within : default;
        var same = rule.TryGetProperty("same", out var property) ? property.GetString() : null;
        var gap = rule.TryGetProperty("gapAtMost", out var most) ? $" AND {{1}}.t <= {{0}}.t + {Seconds(most)}" : "";
        var isOpen = rule.TryGetProperty("completed", out var completed) && !completed.GetBoolean();
        var columns = same is null ? "e.ord, e.t, e.n" : $"e.ord, e.t, e.n, e.{same}";
        string Step(int i) => $"({Rows(steps[i], FlightAudience.Schema.FindEvent(steps[i].GetProperty("event").GetString()!)!, window, columns)}) s{i}";
        string On(int i) => $"s{i}.ord = s{i - 1}.ord AND s{i}.t >= s{i - 1}.t AND s{i}.n <> s{i - 1}.n"
            + string.Format(System.Globalization.CultureInfo.InvariantCulture, gap, $"s{i - 1}", $"s{i}") + (same is null ? "" : $" AND s{i}.{same} = s{i - 1}.{same}");
        var last = steps.Length - 1;
        var chain = $"FROM {Step(0)}" + string.Concat(Enumerable.Range(1, isOpen ? last - 1 : last).Select(i => $" JOIN {Step(i)} ON {On(i)}"));
        return isOpen
            ? $"c.ord IN (SELECT s0.ord {chain} WHERE s{last - 1}.t + {Seconds(most)} < {_asOf} AND NOT EXISTS (SELECT 1 FROM {Step(last)} WHERE {On(last)}))"
            : $"c.ord IN (SELECT s0.ord {chain})";
    }

    /// <summary>The matching events.</summary>
    private string Rows(JsonElement rule, EventDefinition type, JsonElement window, string columns, bool needsCustomer = false)
    {
        var tests = new List<string> { $"e.t <= {_asOf}" };
        var joins = "";
        if (window.ValueKind != JsonValueKind.Undefined)
        {
            var (test, join) = Window(window);
            tests.Add(test);
            joins = join;
        }

        if (rule.TryGetProperty("where", out var where))
            tests.Add(Filter(where, type, "e"));
        needsCustomer |= joins.Length > 0 || tests.Exists(t => t.Contains("cc.", StringComparison.Ordinal));
        return $"SELECT {columns} FROM {type.Name} e {(needsCustomer ? "JOIN customers cc ON cc.ord = e.ord " : "")}{joins}WHERE {string.Join(" AND ", tests)}";
    }

    private (string Test, string Join) Window(JsonElement window)
    {
        if (window.ValueKind == JsonValueKind.String && IsCalendar(window.GetString()!))
        {
            var starts = _zones.Select(zone => $"('{zone.Id}', {OracleTime.Shift(asOf, window.GetString()!, -1, zone).ToUnixTimeSeconds()})");
            return ("TRUE", $"JOIN (VALUES {string.Join(", ", starts)}) z(zone, lo) ON cc.timeZone = z.zone AND e.t > z.lo ");
        }

        if (window.ValueKind == JsonValueKind.String)
            return ($"e.t > {Shifted(window.GetString()!)}", "");
        if (window.TryGetProperty("last", out var last) && window.TryGetProperty("before", out var until))
            return ($"e.t > {Anchor(until)} - {Seconds(last)} AND e.t <= {Anchor(until)}", "");
        if (window.TryGetProperty("first", out var first))
            return ($"e.t >= {Anchor(window.GetProperty("after"))} AND e.t < {Anchor(window.GetProperty("after"))} + {Seconds(first)}", "");
        if (last.ValueKind != JsonValueKind.Undefined)
        {
            var end = OracleTime.Shift(asOf, window.GetProperty("endingBefore").GetString()!, -1, TimeZoneInfo.Utc);
            return ($"e.t > {OracleTime.Shift(end, last.GetString()!, -1, TimeZoneInfo.Utc).ToUnixTimeSeconds()} AND e.t <= {end.ToUnixTimeSeconds()}", "");
        }

        if (window.TryGetProperty("from", out _) || window.TryGetProperty("to", out _))
            return PerZone(zone => [Absolute(window, zone)]);
        if (window.TryGetProperty("months", out var months))
            return PerZone(zone => Season(months, window.GetProperty("yearsAgo"), zone));
        var (unit, ago) = window.GetProperty("calendar").GetString() switch
        {
            "today" => ("day", 0),
            "yesterday" => ("day", 1),
            ['t', 'h', 'i', 's', .. var period] => (period.ToLowerInvariant(), 0),
            var period => (period![4..].ToLowerInvariant(), 1),
        };
        return PerZone(zone => [Period(unit, ago, OracleTime.DayOf(asOf, zone))]);
    }

    private (string Test, string Join) PerZone(Func<TimeZoneInfo, IEnumerable<(DateOnly First, DateOnly Next)>> ranges)
    {
        var rows = _zones.SelectMany(zone => ranges(zone).Select(r => $"('{zone.Id}', {OracleTime.StartOf(r.First, zone).ToUnixTimeSeconds()}, {OracleTime.StartOf(r.Next, zone).ToUnixTimeSeconds()})"));
        return ("TRUE", $"JOIN (VALUES {string.Join(", ", rows)}) z(zone, lo, hi) ON cc.timeZone = z.zone AND e.t >= z.lo AND e.t < z.hi ");
    }

    private static (DateOnly First, DateOnly Next) Absolute(JsonElement window, TimeZoneInfo zone) =>
        (window.TryGetProperty("from", out var from) ? DateOnly.Parse(from.GetString()!, System.Globalization.CultureInfo.InvariantCulture) : new DateOnly(1970, 1, 2),
         window.TryGetProperty("to", out var to) ? DateOnly.Parse(to.GetString()!, System.Globalization.CultureInfo.InvariantCulture).AddDays(1) : new DateOnly(2200, 1, 1));

    private IEnumerable<(DateOnly First, DateOnly Next)> Season(JsonElement months, JsonElement yearsAgo, TimeZoneInfo zone)
    {
        foreach (var ago in yearsAgo.EnumerateArray())
        {
            var (year, before) = (OracleTime.DayOf(asOf, zone).Year - ago.GetInt32(), 0);
            foreach (var month in months.EnumerateArray().Select(m => m.GetInt32()))
            {
                year += month < before ? 1 : 0;
                before = month;
                yield return (new DateOnly(year, month, 1), new DateOnly(year, month, 1).AddMonths(1));
            }
        }
    }

    private static (DateOnly First, DateOnly Next) Period(string unit, int ago, DateOnly today)
    {
        var monday = today.AddDays(-(((int)today.DayOfWeek + 6) % 7));
        var month = new DateOnly(today.Year, today.Month, 1);
        return unit switch
        {
            "day" => (today.AddDays(-ago), today.AddDays(1 - ago)),
            "week" => (monday.AddDays(-7 * ago), monday.AddDays(7 - (7 * ago))),
            "month" => (month.AddMonths(-ago), month.AddMonths(1 - ago)),
            "quarter" => (month.AddMonths(-((today.Month - 1) % 3) - (3 * ago)), month.AddMonths(3 - ((today.Month - 1) % 3) - (3 * ago))),
            _ => (new DateOnly(today.Year - ago, 1, 1), new DateOnly(today.Year - ago + 1, 1, 1)),
        };
    }

    private static IEnumerable<JsonProperty> Operators(JsonElement operators) => operators.EnumerateObject().Where(o => o.Name is not ("of" or "versus"));

    private static string Holds(string value, JsonElement operators, Func<JsonElement, string>? literal = null) =>
        string.Join(" AND ", Operators(operators).Select(o => o.Name switch
        {
            "between" => $"{value} BETWEEN {(literal ?? Literal)(o.Value[0])} AND {(literal ?? Literal)(o.Value[1])}",
            "in" => $"{value} IN ({List(o.Value)})",
            _ => $"{value} {Sign(o.Name)} {(literal ?? Literal)(o.Value)}",
        }));

    private static bool HoldsForNothing(JsonElement operators) => Operators(operators).All(o => o.Name switch
    {
        "eq" => o.Value.GetDouble() == 0,
        "ne" => o.Value.GetDouble() != 0,
        "lt" => o.Value.GetDouble() > 0,
        "lte" => o.Value.GetDouble() >= 0,
        "gt" => o.Value.GetDouble() < 0,
        "gte" => o.Value.GetDouble() <= 0,
        "between" => o.Value[0].GetDouble() <= 0 && o.Value[1].GetDouble() >= 0,
        "in" => o.Value.EnumerateArray().Any(v => v.GetDouble() == 0),
        _ => throw new NotSupportedException(o.Name),
    });

    private static string Anchor(JsonElement attribute) => FlightAudience.Schema.FindAttribute(attribute.GetString()!)!.Type == PropertyType.DateTime
        ? $"cc.{attribute.GetString()}"
        : throw new NotSupportedException("The first second of a date in a customer's zone.");

    private static bool IsCalendar(string length) => length.EndsWith("mo", StringComparison.Ordinal) || length.EndsWith('y');

    // DuckDB has no time zones without an extension, which does not come with its package.
    private static string Seconds(JsonElement duration) => IsCalendar(duration.GetString()!) ? throw new NotSupportedException("Steps of a customer's calendar from event to event.")
        : Text((long)(DateTimeOffset.UnixEpoch - OracleTime.Shift(DateTimeOffset.UnixEpoch, duration.GetString()!, -1, TimeZoneInfo.Utc)).TotalSeconds);
}
