using System.Globalization;
using System.Text.Json;

namespace MicroSeg.Audience.Tests.Oracle;

internal sealed class OracleWindow(DateTimeOffset asOf, TimeZoneInfo zone)
{
    /// <summary>Whether an instant lies in a window of a customer's.</summary>
    public bool Contains(JsonElement within, DateTimeOffset at, OracleCustomer customer)
    {
        if (within.ValueKind == JsonValueKind.Object && within.TryGetProperty("after", out var after))
            return Anchor(after, customer) is { } start && at >= start && at < OracleTime.Shift(start, within.GetProperty("first").GetString()!, 1, zone);
        if (within.ValueKind == JsonValueKind.Object && within.TryGetProperty("before", out var before))
            return Anchor(before, customer) is { } end && at > OracleTime.Shift(end, within.GetProperty("last").GetString()!, -1, zone) && at <= end;
        if (within.ValueKind == JsonValueKind.Object && within.TryGetProperty("months", out var months))
            return within.GetProperty("yearsAgo").EnumerateArray().Any(ago => Season(months, OracleTime.DayOf(asOf, zone).Year - ago.GetInt32()).Contains((OracleTime.DayOf(at, zone).Year, OracleTime.DayOf(at, zone).Month)));
        return Contains(within, at, back: 0);
    }

    /// <summary>Whether an instant lies in the window of the same length right before a window.</summary>
    public bool ContainsBefore(JsonElement within, DateTimeOffset at) => Contains(within, at, back: 1);

    /// <summary>The number of a period among all of its kind.</summary>
    public int PeriodOf(string kind, DateTimeOffset at)
    {
        var day = OracleTime.DayOf(at, zone);
        return kind switch
        {
            "day" => day.DayNumber,
            "week" => (day.DayNumber - (((int)day.DayOfWeek + 6) % 7)) / 7,
            "month" => (day.Year * 12) + day.Month - 1,
            "quarter" => (day.Year * 4) + ((day.Month - 1) / 3),
            _ => day.Year,
        };
    }

    private static List<(int Year, int Month)> Season(JsonElement months, int year)
    {
        var season = new List<(int Year, int Month)>();
        foreach (var month in months.EnumerateArray().Select(m => m.GetInt32()))
            season.Add((season.Count > 0 && month < season[^1].Month ? season[^1].Year + 1 : season.Count > 0 ? season[^1].Year : year, month));
        return season;
    }

    private DateTimeOffset? Anchor(JsonElement attribute, OracleCustomer customer) => customer.Attributes.GetValueOrDefault(attribute.GetString()!) switch
    {
        DateOnly date => OracleTime.StartOf(date, zone),
        DateTimeOffset instant => instant,
        _ => null,
    };

    private bool Contains(JsonElement within, DateTimeOffset at, int back)
    {
        if (within.ValueKind == JsonValueKind.String)
            return IsInLast(within.GetString()!, asOf, at, back);
        if (within.TryGetProperty("last", out var last))
            return IsInLast(last.GetString()!, within.TryGetProperty("endingBefore", out var ago) ? OracleTime.Shift(asOf, ago.GetString()!, -1, zone) : asOf, at, back);
        if (within.TryGetProperty("calendar", out var calendar))
        {
            var (kind, periods) = calendar.GetString() switch
            {
                "today" => ("day", 0),
                "yesterday" => ("day", 1),
                var name => (name![4..].ToLowerInvariant(), name.StartsWith("last", StringComparison.Ordinal) ? 1 : 0),
            };
            return PeriodOf(kind, at) == PeriodOf(kind, asOf) - periods - back;
        }

        var hasFrom = within.TryGetProperty("from", out var from);
        var hasTo = within.TryGetProperty("to", out var to);
        if (back == 0)
            return (!hasFrom || at >= First(from.GetString()!)) && (!hasTo || at < Next(to.GetString()!));
        if (DateOnly.TryParseExact(from.GetString(), "yyyy-MM-dd", out var first) && DateOnly.TryParseExact(to.GetString(), "yyyy-MM-dd", out var final))
            return at < First(from.GetString()!) && OracleTime.DayOf(at, zone) >= first.AddDays(-(final.DayNumber - first.DayNumber + 1));
        return at < First(from.GetString()!) && at >= First(from.GetString()!) - (Next(to.GetString()!) - First(from.GetString()!));
    }

    private bool IsInLast(string length, DateTimeOffset end, DateTimeOffset at, int back)
    {
        for (; back > 0; back--)
            end = OracleTime.Shift(end, length, -1, zone);
        return at > OracleTime.Shift(end, length, -1, zone) && at <= end;
    }

    private DateTimeOffset First(string text) => DateOnly.TryParseExact(text, "yyyy-MM-dd", out var date)
        ? OracleTime.StartOf(date, zone)
        : DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);

    /// <summary>The first second behind a day or instant.</summary>
    private DateTimeOffset Next(string text) => DateOnly.TryParseExact(text, "yyyy-MM-dd", out var date)
        ? OracleTime.StartOf(date.AddDays(1), zone)
        : DateTimeOffset.Parse(text, CultureInfo.InvariantCulture).AddSeconds(1);
}
