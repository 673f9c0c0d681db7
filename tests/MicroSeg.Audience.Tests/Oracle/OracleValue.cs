using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace MicroSeg.Audience.Tests.Oracle;

/// <summary>The operators, on a plain value or null for a missing one.</summary>
internal sealed class OracleValue(DateTimeOffset asOf, TimeZoneInfo zone)
{
    private static readonly string[] NoOperators = ["attribute", "property", "of", "versus", "orMissing", "ignoreCase", "eqAttribute", "neAttribute"];

    public bool Holds(JsonElement node, object? value)
    {
        if (value is null && node.TryGetProperty("orMissing", out var orMissing) && orMissing.GetBoolean())
            return true;
        var ignoreCase = node.TryGetProperty("ignoreCase", out var ignore) && ignore.GetBoolean();
        return node.EnumerateObject().Where(o => !NoOperators.Contains(o.Name)).All(o => o.Name == "exists"
            ? o.Value.GetBoolean() == value is not null
            : value is not null && Holds(o.Name, o.Value, value, ignoreCase, node));
    }

    public static bool AreEqual(object a, object b) => Canonical(a) == Canonical(b);

    public static string Canonical(object value) => value switch
    {
        string[] set => string.Join('\u0001', set.Distinct().Order(StringComparer.Ordinal)),
        decimal d => d.ToString("0.######", CultureInfo.InvariantCulture),
        DateTimeOffset at => at.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture),
        IFormattable f => f.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString()!,
    };

    private bool Holds(string op, JsonElement operand, object value, bool ignoreCase, JsonElement node) => value switch
    {
        string s => HoldsText(op, operand, s, ignoreCase),
        double d => HoldsOrder(op, operand, o => d.CompareTo(o.GetDouble())),
        decimal d => HoldsOrder(op, operand, o => d.CompareTo(o.GetDecimal())),
        OracleQuotient q => HoldsOrder(op, operand, o => q.Sum.CompareTo(o.GetDecimal() * q.Count)),
        bool b => operand.GetBoolean() == b,
        DateOnly date => HoldsDate(op, operand, date),
        DateTimeOffset at => HoldsInstant(op, operand, at),
        string[] set => HoldsSet(op, operand, set),
        _ => HoldsPoint(operand, node.GetProperty("of"), ((double Lat, double Lon))value),
    };

    private static bool HoldsOrder(string op, JsonElement operand, Func<JsonElement, int> compare) => op switch
    {
        "eq" => compare(operand) == 0,
        "ne" => compare(operand) != 0,
        "in" => operand.EnumerateArray().Any(o => compare(o) == 0),
        "notIn" => operand.EnumerateArray().All(o => compare(o) != 0),
        "gt" => compare(operand) > 0,
        "gte" => compare(operand) >= 0,
        "lt" => compare(operand) < 0,
        "lte" => compare(operand) <= 0,
        "between" => compare(operand[0]) >= 0 && compare(operand[1]) <= 0,
        _ => throw new NotSupportedException(op),
    };

    private static bool HoldsText(string op, JsonElement operand, string s, bool ignoreCase)
    {
        var how = ignoreCase ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal;
        return op switch
        {
            "eq" => s.Equals(operand.GetString(), how),
            "ne" => !s.Equals(operand.GetString(), how),
            "in" => operand.EnumerateArray().Any(o => s.Equals(o.GetString(), how)),
            "notIn" => operand.EnumerateArray().All(o => !s.Equals(o.GetString(), how)),
            "contains" => s.Contains(operand.GetString()!, how),
            "startsWith" => s.StartsWith(operand.GetString()!, how),
            "endsWith" => s.EndsWith(operand.GetString()!, how),
            "matches" => Regex.IsMatch(s, operand.GetString()!, ignoreCase ? RegexOptions.IgnoreCase | RegexOptions.CultureInvariant : RegexOptions.None),
            _ => throw new NotSupportedException(op),
        };
    }

    private bool HoldsDate(string op, JsonElement operand, DateOnly date)
    {
        DateOnly Date(JsonElement o) => DateOnly.ParseExact(o.GetString()!, "yyyy-MM-dd", CultureInfo.InvariantCulture);
        var today = OracleTime.DayOf(asOf, zone);
        return op switch
        {
            "on" => date == Date(operand),
            "before" => date < Date(operand),
            "after" => date > Date(operand),
            "between" => date >= Date(operand[0]) && date <= Date(operand[1]),
            "withinLast" => date > OracleTime.Shift(today, operand.GetString()!, -1) && date <= today,
            "withinNext" => date >= today && date <= OracleTime.Shift(today, operand.GetString()!, 1),
            _ => IsAnniversary(operand.GetString()!, date, today),
        };
    }

    /// <summary>Goes day by day and asks whether it is the day.</summary>
    private static bool IsAnniversary(string length, DateOnly date, DateOnly today)
    {
        for (var day = today; day <= OracleTime.Shift(today, length, 1); day = day.AddDays(1))
        {
            if ((day.Month, day.Day) == (date.Month, date.Day) || (date is { Month: 2, Day: 29 } && day is { Month: 2, Day: 28 } && !DateTime.IsLeapYear(day.Year)))
                return true;
        }

        return false;
    }

    private bool HoldsInstant(string op, JsonElement operand, DateTimeOffset at)
    {
        (DateTimeOffset First, DateTimeOffset Next) Moment(JsonElement o) => DateOnly.TryParseExact(o.GetString(), "yyyy-MM-dd", out var date)
            ? (OracleTime.StartOf(date, zone), OracleTime.StartOf(date.AddDays(1), zone))
            : (DateTimeOffset.Parse(o.GetString()!, CultureInfo.InvariantCulture), DateTimeOffset.Parse(o.GetString()!, CultureInfo.InvariantCulture).AddSeconds(1));
        return op switch
        {
            "on" => at >= Moment(operand).First && at < Moment(operand).Next,
            "before" => at < Moment(operand).First,
            "after" => at >= Moment(operand).Next,
            "between" => at >= Moment(operand[0]).First && at < Moment(operand[1]).Next,
            "withinLast" => at > OracleTime.Shift(asOf, operand.GetString()!, -1, zone) && at <= asOf,
            "withinNext" => at >= asOf && at <= OracleTime.Shift(asOf, operand.GetString()!, 1, zone),
            _ => IsAnniversary(operand.GetString()!, OracleTime.DayOf(at, zone), OracleTime.DayOf(asOf, zone)),
        };
    }

    private bool HoldsSet(string op, JsonElement operand, string[] set) => op switch
    {
        "hasAny" => operand.EnumerateArray().Any(o => set.Contains(o.GetString())),
        "hasAll" => operand.EnumerateArray().All(o => set.Contains(o.GetString())),
        "hasNone" => !operand.EnumerateArray().Any(o => set.Contains(o.GetString())),
        _ => Holds(operand, (double)set.Distinct().Count()),
    };

    private static bool HoldsPoint(JsonElement kilometres, JsonElement of, (double Lat, double Lon) at)
    {
        var (a, b) = (double.DegreesToRadians(at.Lat), double.DegreesToRadians(of.GetProperty("lat").GetDouble()));
        var turn = double.DegreesToRadians(at.Lon - of.GetProperty("lon").GetDouble());
        var cosine = (Math.Sin(a) * Math.Sin(b)) + (Math.Cos(a) * Math.Cos(b) * Math.Cos(turn));
        return 6371.0088 * Math.Acos(Math.Clamp(cosine, -1, 1)) <= kilometres.GetDouble();
    }
}
