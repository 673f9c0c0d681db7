using System.Globalization;

namespace MicroSeg.Audience.Tests.Oracle;

internal static class OracleTime
{
    public static DateTimeOffset Shift(DateTimeOffset from, string duration, int sign, TimeZoneInfo zone)
    {
        var digits = duration.TakeWhile(char.IsAsciiDigit).Count();
        var n = sign * int.Parse(duration[..digits], CultureInfo.InvariantCulture);
        return duration[digits..] switch
        {
            "m" => from.AddMinutes(n),
            "h" => from.AddHours(n),
            "d" => from.AddHours(24 * n),
            "w" => from.AddHours(24 * 7 * n),
            "mo" => ToInstant(TimeZoneInfo.ConvertTime(from, zone).DateTime.AddMonths(n), zone),
            _ => ToInstant(TimeZoneInfo.ConvertTime(from, zone).DateTime.AddMonths(12 * n), zone),
        };
    }

    public static DateOnly Shift(DateOnly from, string duration, int sign)
    {
        var digits = duration.TakeWhile(char.IsAsciiDigit).Count();
        var n = sign * int.Parse(duration[..digits], CultureInfo.InvariantCulture);
        return duration[digits..] switch { "d" => from.AddDays(n), "w" => from.AddDays(7 * n), "mo" => from.AddMonths(n), _ => from.AddYears(n) };
    }

    public static DateTimeOffset StartOf(DateOnly date, TimeZoneInfo zone) => ToInstant(date.ToDateTime(TimeOnly.MinValue), zone);

    public static DateOnly DayOf(DateTimeOffset at, TimeZoneInfo zone) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(at, zone).DateTime);

    /// <summary>Walks over the instants around a local time: the first that shows it, else the first that shows a later one, plus what was skipped.</summary>
    public static DateTimeOffset ToInstant(DateTime local, TimeZoneInfo zone)
    {
        local = DateTime.SpecifyKind(local, DateTimeKind.Unspecified);
        var offsets = new[] { -30, -6, 0, 6, 30 }.Select(h => zone.GetUtcOffset(new DateTimeOffset(local.AddHours(h), TimeSpan.Zero))).Distinct().ToList();
        var exact = offsets.Select(o => new DateTimeOffset(local, o).ToUniversalTime()).Where(i => TimeZoneInfo.ConvertTime(i, zone).DateTime == local).ToList();
        return exact.Count > 0 ? exact.Min() : new DateTimeOffset(local, zone.GetUtcOffset(new DateTimeOffset(local.AddHours(-30), TimeSpan.Zero))).ToUniversalTime();
    }
}
