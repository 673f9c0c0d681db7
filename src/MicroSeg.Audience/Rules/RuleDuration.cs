using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using MicroSeg.Audience.Rules.Shapes;

namespace MicroSeg.Audience.Rules;

/// <summary>
/// A length of time as rules write it: <c>m h d w</c> are exact (a day is 24 hours), <c>mo</c> and <c>y</c> are steps of the calendar.
/// </summary>
/// <param name="Amount">How many; 1 or more.</param>
/// <param name="Unit">Of what: <c>m h d w mo y</c>.</param>
internal readonly record struct RuleDuration(int Amount, string Unit)
{
    private const int MaxDigits = 9;
    private const int MaxMonths = 100 * 12;
    private const long MaxSeconds = 100L * 366 * 86_400;

    private static readonly (string Unit, string Name)[] Units = [("m", "minute"), ("h", "hour"), ("d", "day"), ("w", "week"), ("mo", "month"), ("y", "year")];

    /// <summary>What a duration looks like, for messages.</summary>
    public const string Expected = "a duration of at most 100 years such as \"90d\" (units m h d w mo y)";

    /// <summary>Whole seconds; 0 for calendar steps.</summary>
    public long Seconds => Amount * Unit switch { "m" => 60L, "h" => 3600L, "d" => 86_400L, "w" => 604_800L, _ => 0L };

    /// <summary>Calendar months; 0 for exact durations.</summary>
    public int Months => Amount * Unit switch { "mo" => 1, "y" => 12, _ => 0 };

    /// <summary>Whether its length depends on the calendar.</summary>
    public bool IsCalendar => Months > 0;

    /// <summary>Whether it is made of whole days, so that dates can be counted with it.</summary>
    public bool IsWholeDays => Unit is not ("m" or "h");

    /// <summary>A regular expression that takes what <see cref="TryParse"/> does, or of that only whole days.</summary>
    public static string PatternOf(bool wholeDays)
    {
        var units = Units.Select(u => new RuleDuration(1, u.Unit)).Where(u => !wholeDays || u.IsWholeDays);
        var ranges = units.Select(u => NumberPattern.UpTo(u.IsCalendar ? MaxMonths / u.Months : MaxSeconds / u.Seconds) + u.Unit);
        return $"^(?=[0-9]{{1,{MaxDigits}}}[a-z])0*({string.Join('|', ranges)})$";
    }

    /// <summary>Reads a duration; false when the text is none, or longer than a hundred years.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, out RuleDuration duration)
    {
        duration = default;
        var digits = text.AsSpan().IndexOfAnyExceptInRange('0', '9');
        if (text is null || digits is < 1 or > MaxDigits)
            return false;
        var unit = Array.Find(Units, u => text.AsSpan(digits).SequenceEqual(u.Unit)).Unit;
        var amount = int.Parse(text.AsSpan(0, digits), NumberStyles.None, CultureInfo.InvariantCulture);
        var one = new RuleDuration(1, unit);
        if (unit is null || amount == 0 || amount * one.Seconds > MaxSeconds || (long)amount * one.Months > MaxMonths)
            return false;
        duration = one with { Amount = amount };
        return true;
    }

    /// <summary>The duration in words, such as "30 days".</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Amount} {NameOf(Unit)}{(Amount == 1 ? "" : "s")}");

    private static string NameOf(string unit) => Array.Find(Units, u => u.Unit == unit).Name;
}
