using System.Globalization;

namespace MicroSeg.Api.Blocks.Reading;

/// <summary>Exact lengths of time as definitions write them: <c>90m</c>, <c>24h</c>, <c>2d</c>, <c>1w</c>.</summary>
internal static class Duration
{
    public const string Expected = "a duration of at most 366 days such as \"24h\" (units m h d w)";

    private const double MaxDays = 366;

    public static bool TryParse(string text, out TimeSpan duration)
    {
        duration = default;
        if (text.Length is < 2 or > 8 || !int.TryParse(text.AsSpan(0, text.Length - 1), NumberStyles.None, CultureInfo.InvariantCulture, out var amount))
            return false;
        var days = text[^1] switch
        {
            'm' => amount / 1440.0,
            'h' => amount / 24.0,
            'd' => amount,
            'w' => amount * 7.0,
            _ => 0,
        };
        if (days is <= 0 or > MaxDays)
            return false;
        duration = TimeSpan.FromTicks((long)Math.Round(days * TimeSpan.TicksPerDay));
        return true;
    }
}
