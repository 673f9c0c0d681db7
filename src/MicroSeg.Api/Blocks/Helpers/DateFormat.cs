using System.Globalization;
using System.Text;
using MicroSeg.Audience.Schema;

namespace MicroSeg.Api.Blocks.Helpers;

/// <summary>Writes dates as a locale does, by a style's name or by a pattern such as <c>d MMM yyyy</c>.</summary>
internal static class DateFormat
{
    public const string DefaultStyle = "medium";
    public const string TimeStyle = "time";

    private const string Letters = "dMyHhmst";

    /// <summary>Reads what templates see of dates and instants; an instant is taken in the zone.</summary>
    public static bool TryRead(string text, TimeZoneInfo zone, out DateTime local)
    {
        if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date))
        {
            local = date.ToDateTime(TimeOnly.MinValue);
            return true;
        }

        var isInstant = PropertyValueJson.TryParseInstant(text, out var instant);
        local = isInstant ? TimeZoneInfo.ConvertTime(instant, zone).DateTime : default;
        return isInstant;
    }

    /// <summary>Writes a date; null for a style that is none.</summary>
    public static string Write(DateTime local, string format, MailLocale locale)
    {
        if (format == TimeStyle)
            return Fields(locale.Time.Pattern, local, locale, locale.Time);
        return locale.Dates.TryGetValue(format, out var style) ? Fields(style.Pattern, local, locale, style) : Custom(format, local, locale);
    }

    /// <summary>A style's pattern: fields in braces, all else as it stands.</summary>
    private static string Fields(string pattern, DateTime local, MailLocale locale, MailLocale.DatePattern style)
    {
        var text = new StringBuilder();
        for (var i = 0; i < pattern.Length; i++)
        {
            if (pattern[i] != '{')
            {
                text.Append(pattern[i]);
                continue;
            }

            var end = pattern.IndexOf('}', i);
            text.Append(Field(pattern[(i + 1)..end], local, locale, style));
            i = end;
        }

        return text.ToString();
    }

    /// <summary>An author's pattern: runs of field letters, text in single quotes, all else as it stands.</summary>
    private static string Custom(string pattern, DateTime local, MailLocale locale)
    {
        var text = new StringBuilder();
        for (var i = 0; i < pattern.Length;)
        {
            if (pattern[i] == '\'')
            {
                var end = pattern.IndexOf('\'', i + 1) is >= 0 and var quote ? quote : pattern.Length;
                text.Append(end == i + 1 ? "'" : pattern[(i + 1)..end]);
                i = end + 1;
            }
            else if (Letters.Contains(pattern[i], StringComparison.Ordinal))
            {
                var start = i;
                while (i < pattern.Length && pattern[i] == pattern[start])
                    i++;
                text.Append(Field(pattern[start..i], local, locale, locale.Time));
            }
            else
            {
                text.Append(pattern[i++]);
            }
        }

        return text.ToString();
    }

    private static string Field(string field, DateTime local, MailLocale locale, MailLocale.DatePattern style) => field switch
    {
        "d" => Number(local.Day, 1),
        "dd" => Number(local.Day, 2),
        "ddd" => locale.WeekdaysShort[(int)local.DayOfWeek],
        "dddd" => (style.Weekdays ?? locale.Weekdays)[(int)local.DayOfWeek],
        "M" => Number(local.Month, 1),
        "MM" => Number(local.Month, 2),
        "MMM" => locale.MonthsShort[local.Month - 1],
        "MMMM" => (style.Months ?? locale.Months)[local.Month - 1],
        "yy" => Number(local.Year % 100, 2),
        "yyyy" => Number(local.Year, 4),
        "H" => Number(local.Hour, 1),
        "HH" => Number(local.Hour, 2),
        "h" => Number(Twelve(local.Hour), 1),
        "hh" => Number(Twelve(local.Hour), 2),
        "m" => Number(local.Minute, 1),
        "mm" => Number(local.Minute, 2),
        "s" => Number(local.Second, 1),
        "ss" => Number(local.Second, 2),
        "tt" => locale.Time.Periods is { } periods ? periods[local.Hour < 12 ? 0 : 1] : local.Hour < 12 ? "AM" : "PM",
        _ => field,
    };

    private static int Twelve(int hour) => hour % 12 == 0 ? 12 : hour % 12;

    private static string Number(int value, int digits) => value.ToString("D" + digits.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
}
