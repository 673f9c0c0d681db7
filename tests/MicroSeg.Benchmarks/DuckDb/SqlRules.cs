using System.Globalization;
using System.Text.Json;
using MicroSeg.Audience.Schema;
using MicroSeg.Audience.Tests.Oracle;
using MicroSeg.Benchmarks.Evaluation;

namespace MicroSeg.Benchmarks.DuckDb;

/// <summary>
/// Says rules in SQL, from the rule language's definition and not from the engine: a second implementation that the engine's answers are compared
/// with, customer by customer. It covers what the hundred rules use.
/// </summary>
internal sealed partial class SqlRules(DateTimeOffset asOf, Func<string, string> segmentText)
{
    private static readonly string[] ValueKeys = ["attribute", "property", "of", "ignoreCase", "orMissing", "eqAttribute", "neAttribute"];

    private readonly long _asOf = asOf.ToUnixTimeSeconds();
    private readonly TimeZoneInfo[] _zones = [.. FlightAudience.Zones.Select(TimeZoneInfo.FindSystemTimeZoneById)];

    /// <summary>The query for the ordinals of those who belong.</summary>
    public string Query(string rule)
    {
        using var json = JsonDocument.Parse(rule);
        return $"SELECT ord FROM customers c WHERE {Customer(json.RootElement)}";
    }

    private string Customer(JsonElement rule)
    {
        if (rule.TryGetProperty("all", out var all))
            return Join(all, "AND", "TRUE");
        if (rule.TryGetProperty("any", out var any))
            return Join(any, "OR", "FALSE");
        if (rule.TryGetProperty("none", out var none))
            return $"NOT {Join(none, "OR", "FALSE")}";
        if (rule.TryGetProperty("not", out var not))
            return $"NOT {Customer(not)}";
        if (rule.TryGetProperty("of", out var of) && rule.TryGetProperty("atLeast", out var least))
            return $"({string.Join(" + ", of.EnumerateArray().Select(r => $"({Customer(r)})::INT"))} >= {least.GetInt32()})";
        if (rule.TryGetProperty("attribute", out var attribute))
            return Values(rule, FlightAudience.Schema.FindAttribute(attribute.GetString()!)!, "c");
        if (rule.TryGetProperty("segment", out var segment))
            return Segment(segment.GetString()!);
        if (rule.TryGetProperty("sample", out var sample))
            return $"(c.bucket < {Text(sample.GetDouble() * 10_000)})";
        if (rule.TryGetProperty("sequence", out _))
            return Sequence(rule);
        return rule.TryGetProperty("event", out _) ? Event(rule) : throw new NotSupportedException(rule.GetRawText());
    }

    private string Join(JsonElement rules, string word, string empty) =>
        rules.GetArrayLength() == 0 ? empty : $"({string.Join($" {word} ", rules.EnumerateArray().Select(Customer))})";

    private string Segment(string key)
    {
        using var json = JsonDocument.Parse(segmentText(key));
        return Customer(json.RootElement);
    }

    private string Filter(JsonElement where, EventDefinition type, string alias)
    {
        if (where.TryGetProperty("all", out var all))
            return $"({string.Join(" AND ", all.EnumerateArray().Select(r => Filter(r, type, alias)).Append("TRUE"))})";
        if (where.TryGetProperty("any", out var any))
            return $"({string.Join(" OR ", any.EnumerateArray().Select(r => Filter(r, type, alias)).Append("FALSE"))})";
        if (where.TryGetProperty("not", out var not))
            return $"NOT {Filter(not, type, alias)}";
        var property = type.Properties[type.IndexOf(where.GetProperty("property").GetString()!)];
        var parts = new List<string> { Values(where, property, alias) };
        if (where.TryGetProperty("eqAttribute", out var same))
            parts.Add($"{alias}.{property.Name} = cc.{same.GetString()}");
        if (where.TryGetProperty("neAttribute", out var other))
            parts.Add($"{alias}.{property.Name} <> cc.{other.GetString()}");
        return $"({string.Join(" AND ", parts)})";
    }

    /// <summary>The operators on a column. All values of the data are there, so that none is missing.</summary>
    private string Values(JsonElement node, PropertyDefinition definition, string alias) =>
        $"({string.Join(" AND ", node.EnumerateObject().Where(o => !ValueKeys.Contains(o.Name)).Select(o => Operator(o.Name, o.Value, definition.Type, $"{alias}.{definition.Name}", node)).Append("TRUE"))})";

    private string Operator(string name, JsonElement operand, PropertyType type, string column, JsonElement node) => name switch
    {
        "exists" => operand.GetBoolean() ? "TRUE" : "FALSE",
        "in" => $"{column} IN ({List(operand)})",
        "notIn" => $"{column} NOT IN ({List(operand)})",
        "contains" => $"contains({column}, {Literal(operand)})",
        "startsWith" => $"starts_with({column}, {Literal(operand)})",
        "hasAny" => $"list_has_any({column}, [{List(operand)}])",
        "hasAll" => $"list_has_all({column}, [{List(operand)}])",
        "hasNone" => $"NOT list_has_any({column}, [{List(operand)}])",
        "between" when type is PropertyType.Number or PropertyType.Decimal => $"{column} BETWEEN {Literal(operand[0])} AND {Literal(operand[1])}",
        "anniversaryWithinNext" => Anniversary(operand.GetString()!, column),
        "withinLast" when type == PropertyType.DateTime => $"({column} > {Shifted(operand.GetString()!)} AND {column} <= {_asOf})",
        "withinKm" => Near(operand, node.GetProperty("of")),
        _ => $"{column} {Sign(name)} {Literal(operand)}",
    };

    private string Anniversary(string length, string column)
    {
        var cases = _zones.Select(zone =>
        {
            var today = OracleTime.DayOf(asOf, zone);
            var days = new HashSet<int>();
            for (var day = today; day <= OracleTime.Shift(today, length, 1); day = day.AddDays(1))
            {
                days.Add((day.Month * 100) + day.Day);
                if (day is { Month: 2, Day: 28 } && !DateTime.IsLeapYear(day.Year))
                    days.Add(229);
            }

            return $"WHEN '{zone.Id}' THEN (month({column}) * 100 + day({column})) IN ({string.Join(", ", days)})";
        });
        return $"(CASE c.timeZone {string.Join(" ", cases)} END)";
    }

    private static string Near(JsonElement kilometres, JsonElement of)
    {
        var (lat, lon) = (Text(of.GetProperty("lat").GetDouble()), Text(of.GetProperty("lon").GetDouble()));
        var haversine = $"pow(sin(radians(c.lat - {lat}) / 2), 2) + cos(radians({lat})) * cos(radians(c.lat)) * pow(sin(radians(c.lon - {lon}) / 2), 2)";
        return $"(2 * 6371.0088 * asin(least(1, sqrt({haversine}))) <= {Text(kilometres.GetDouble())})";
    }

    private string Shifted(string length) => Text(OracleTime.Shift(asOf, length, -1, TimeZoneInfo.Utc).ToUnixTimeSeconds());

    private static string Sign(string name) => name switch
    {
        "eq" => "=",
        "ne" => "<>",
        "gt" => ">",
        "gte" => ">=",
        "lt" => "<",
        "lte" => "<=",
        _ => throw new NotSupportedException(name),
    };

    private static string List(JsonElement values) => string.Join(", ", values.EnumerateArray().Select(Literal));

    private static string Literal(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => $"'{value.GetString()!.Replace("'", "''", StringComparison.Ordinal)}'",
        _ => value.GetRawText(),
    };

    private static string Text(double number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}
