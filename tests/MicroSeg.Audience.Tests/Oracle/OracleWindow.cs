using System.Globalization;
using System.Text.Json;

namespace MicroSeg.Audience.Tests.Oracle;

internal sealed class OracleWindow(DateTimeOffset asOf, TimeZoneInfo zone)
{
    public bool Contains(JsonElement within, DateTimeOffset at)
    {
        if (within.ValueKind == JsonValueKind.String)
            return at > OracleTime.Shift(asOf, within.GetString()!, -1, zone) && at <= asOf;
        if (within.TryGetProperty("last", out var last))
        {
            var end = within.TryGetProperty("endingBefore", out var ago) ? OracleTime.Shift(asOf, ago.GetString()!, -1, zone) : asOf;
            return at > OracleTime.Shift(end, last.GetString()!, -1, zone) && at <= end;
        }

        if (within.TryGetProperty("calendar", out var calendar))
        {
            var today = OracleTime.DayOf(asOf, zone);
            var day = OracleTime.DayOf(at, zone);
            var monday = today.AddDays(-(((int)today.DayOfWeek + 6) % 7));
            var months = (today.Year * 12) + today.Month - 1;
            var eventMonths = (day.Year * 12) + day.Month - 1;
            return calendar.GetString() switch
            {
                "today" => day == today,
                "yesterday" => day == today.AddDays(-1),
                "thisWeek" => day >= monday && day < monday.AddDays(7),
                "lastWeek" => day >= monday.AddDays(-7) && day < monday,
                "thisMonth" => eventMonths == months,
                "lastMonth" => eventMonths == months - 1,
                "thisQuarter" => eventMonths / 3 == months / 3,
                "lastQuarter" => eventMonths / 3 == (months / 3) - 1,
                "thisYear" => day.Year == today.Year,
                _ => day.Year == today.Year - 1,
            };
        }

        return (!within.TryGetProperty("from", out var from) || at >= First(from.GetString()!)) && (!within.TryGetProperty("to", out var to) || IsUpTo(to.GetString()!, at));
    }

    private DateTimeOffset First(string text) => DateOnly.TryParseExact(text, "yyyy-MM-dd", out var date)
        ? OracleTime.StartOf(date, zone)
        : DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);

    private bool IsUpTo(string text, DateTimeOffset at) => DateOnly.TryParseExact(text, "yyyy-MM-dd", out var date)
        ? at < OracleTime.StartOf(date.AddDays(1), zone)
        : at <= DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);
}
