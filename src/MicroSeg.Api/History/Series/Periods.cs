namespace MicroSeg.Api.History.Series;

/// <summary>Hours, days, weeks or months of a time zone, whose clocks may be set on and back.</summary>
internal sealed class Periods(PeriodLength length, TimeZoneInfo zone)
{
    public PeriodLength Length => length;

    public TimeZoneInfo Zone => zone;

    /// <exception cref="Web.ApiException">400: there is no such period or zone.</exception>
    public static Periods Read(string? by, string? zone)
    {
        var length = PeriodLength.Day;
        if (by is not null && (!Enum.TryParse(by, ignoreCase: true, out length) || !Enum.IsDefined(length) || char.IsAsciiDigit(by[0])))
            throw HistoryErrors.Bad("by", by, "hour, day, week or month");
        if (string.IsNullOrEmpty(zone))
            return new Periods(length, TimeZoneInfo.Utc);
        return TimeZoneInfo.TryFindSystemTimeZoneById(zone, out var found) ? new Periods(length, found) : throw HistoryErrors.UnknownZone(zone);
    }

    /// <summary>When the period begins that an instant is in.</summary>
    public DateTimeOffset StartOf(DateTimeOffset at)
    {
        var local = TimeZoneInfo.ConvertTime(at, zone);
        return length == PeriodLength.Hour
            ? at.ToUniversalTime().AddTicks(-(local.Ticks % TimeSpan.TicksPerHour))
            : Midnight(FirstDay(DateOnly.FromDateTime(local.DateTime)));
    }

    /// <summary>When the period after the one that begins at <paramref name="start"/> begins, or the one that is <paramref name="count"/> further or back.</summary>
    public DateTimeOffset Step(DateTimeOffset start, int count = 1)
    {
        var day = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(start, zone).DateTime);
        return length switch
        {
            PeriodLength.Hour => start.AddHours(count),
            PeriodLength.Day => Midnight(day.AddDays(count)),
            PeriodLength.Week => Midnight(day.AddDays(7 * count)),
            _ => Midnight(FirstDay(day).AddMonths(count)),
        };
    }

    private DateOnly FirstDay(DateOnly day) => length switch
    {
        PeriodLength.Week => day.AddDays(-(((int)day.DayOfWeek + 6) % 7)),
        PeriodLength.Month => new DateOnly(day.Year, day.Month, 1),
        _ => day,
    };

    /// <summary>When a day begins: at its first midnight, or, where the clocks are set on over midnight, when they are.</summary>
    private DateTimeOffset Midnight(DateOnly day)
    {
        var local = day.ToDateTime(TimeOnly.MinValue);
        var offset = zone.IsAmbiguousTime(local) ? zone.GetAmbiguousTimeOffsets(local).Max()
            : zone.IsInvalidTime(local) ? zone.GetUtcOffset(local.AddHours(-3))
            : zone.GetUtcOffset(local);
        return new DateTimeOffset(local, offset).ToUniversalTime();
    }
}
