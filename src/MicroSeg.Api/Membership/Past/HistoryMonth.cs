namespace MicroSeg.Api.Membership.Past;

/// <summary>Months of UTC, by which history pages are kept and dropped, numbered from the year 0.</summary>
internal static class HistoryMonth
{
    public static int Of(DateTimeOffset at) => (at.UtcDateTime.Year * 12) + at.UtcDateTime.Month - 1;

    public static int Of(long seconds) => Of(DateTimeOffset.FromUnixTimeSeconds(seconds));

    public static DateTimeOffset StartOf(int month) => new(month / 12, (month % 12) + 1, 1, 0, 0, 0, TimeSpan.Zero);
}
