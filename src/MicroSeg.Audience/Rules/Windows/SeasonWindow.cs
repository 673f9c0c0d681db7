using System.Text.Json.Nodes;
using MicroSeg.Audience.Evaluation;
using MicroSeg.Audience.Rules.Reading;
using MicroSeg.Audience.Rules.Shapes;

namespace MicroSeg.Audience.Rules.Windows;

/// <summary>
/// <c>{ "months": [12, 1], "yearsAgo": [1, 2] }</c>: whole months of the customer's calendar, in the order of the season: a month that is smaller
/// than the one before it in the list belongs to the following year. The season so many years ago is the one whose first month lies in the present
/// year less so many; of 0 years ago, months that are yet to come hold no events yet. Neither list may name a number twice.
/// </summary>
internal sealed record SeasonWindow(ValueList<int> Months, ValueList<int> YearsAgo) : EventWindow
{
    private const int MostYearsAgo = 100;

    public static string[] KeyNames { get; } = ["months", "yearsAgo"];

    public override TimeUse Uses => TimeUse.AsOf | TimeUse.Zone;

    public override string Phrase()
    {
        var months = RuleText.All([.. Months.Select(m => System.Globalization.CultureInfo.InvariantCulture.DateTimeFormat.GetMonthName(m))]);
        var years = RuleText.All([.. YearsAgo.Select(y => y switch { 0 => "this year", 1 => "last year", _ => $"{RuleText.Number(y)} years ago" })]);
        return $"in {months} of the season that began {years}";
    }

    public override bool Leaps => true;

    public override KeySet Keys(ZoneClock clock) => KeySet.Union(YearsAgo.SelectMany(ago => SeasonOf(YearOf(clock.Today) - ago)).Select(first =>
        (clock.StartOfDay(first.DayNumber), clock.StartOfDay(first.AddMonths(1).DayNumber) - 1)));

    /// <summary>A new year is needed for the key's season to be another number of years ago.</summary>
    public override long NextChange(long key, ZoneClock clock)
    {
        var (day, year) = (DateOnly.FromDayNumber((int)Math.Clamp(clock.DayOf(key), 0, clock.Today)), YearOf(clock.Today));
        if (IndexOf(day.Month) is not (>= 0 and var index))
            return ZoneClock.Never;
        var began = day.Year - YearsInto(index);
        var next = YearsAgo.SelectMany(ago => new[] { began + ago, began + ago + 1 }).Where(y => y > year).DefaultIfEmpty(-1).Min();
        return next < 0 ? ZoneClock.Never : clock.NextDay(new DateOnly(next, 1, 1).DayNumber);
    }

    public static JsonObject ObjectShape(ShapeScope scope) => new ObjectShape().Must("months", Shape.SetOf(1, 12)).Must("yearsAgo", Shape.SetOf(0, MostYearsAgo)).Build();

    public static SeasonWindow? Read(ReadState state, ObjectReader reader)
    {
        var months = reader.Require("months", "a list of months from 1 to 12") is { } first ? Numbers(state, first, 1, 12) : null;
        var years = reader.Require("yearsAgo", "a list of whole numbers such as [1, 2]") is { } second ? Numbers(state, second, 0, MostYearsAgo) : null;
        return months is not null && years is not null ? new SeasonWindow(months, years) : null;
    }

    private static int YearOf(long day) => DateOnly.FromDayNumber((int)day).Year;

    private IEnumerable<DateOnly> SeasonOf(int year) => Months.Select((month, i) => new DateOnly(year + YearsInto(i), month, 1));

    private int IndexOf(int month)
    {
        for (var i = 0; i < Months.Count; i++)
        {
            if (Months[i] == month)
                return i;
        }

        return -1;
    }

    /// <summary>How many years after its first month's a month of the season comes.</summary>
    private int YearsInto(int index)
    {
        var years = 0;
        for (var i = 1; i <= index; i++)
            years += Months[i] < Months[i - 1] ? 1 : 0;
        return years;
    }

    private static ValueList<int>? Numbers(ReadState state, JsonPlace place, int min, int max)
    {
        if (!Values.IsList(state, place))
            return null;
        var findings = state.Findings.Count;
        var numbers = new List<int>();
        for (var i = 0; i < place.Json.GetArrayLength(); i++)
        {
            if (Values.Whole(state, place.Item(i), min, max) is not { } number)
                continue;
            if (numbers.Contains((int)number))
                state.Report(RuleCodes.BadValue, place.Item(i).Path, $"found {RuleText.Number(number)} a second time, expected each once");
            numbers.Add((int)number);
        }

        if (place.Json.GetArrayLength() == 0)
            state.Report(RuleCodes.BadValue, place.Path, $"found an empty list, expected whole numbers from {RuleText.Number(min)} to {RuleText.Number(max)}");
        return state.Findings.Count > findings ? null : [.. numbers];
    }
}
