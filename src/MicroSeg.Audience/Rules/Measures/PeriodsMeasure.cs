using System.Text.Json;
using MicroSeg.Audience.Evaluation;
using MicroSeg.Audience.Rules.Operators;
using MicroSeg.Audience.Rules.Reading;
using MicroSeg.Audience.Rules.Shapes;
using MicroSeg.Audience.Schema;

namespace MicroSeg.Audience.Rules.Measures;

/// <summary>
/// <c>inPeriods: { "of": "month", "last": 6, "atLeast": 4 }</c>, or <c>atMost</c>, or both: in how many of the last so many periods of the customer's
/// calendar there is a matching event. The present period is the last of them. Of nothing it is 0.
/// </summary>
internal sealed record PeriodsMeasure(CalendarPeriod Period, int Last, ValueList<ValueOperator> Operators) : Measure(Operators)
{
    public const string Key = "inPeriods";

    /// <summary>The most periods that can be looked back on: the days of a year.</summary>
    public const int MostPeriods = 366;

    public override string Name => Key;

    public override PropertyType ResultType => PropertyType.Number;

    public override MeasureValue? OfNothing => MeasureValue.Number(0);

    /// <summary>As many as there must be periods.</summary>
    public override int LeastEvents => new CountVerdicts(ValueOperators.FixedKeys(Operators)).Least;

    public override TimeUse Uses => base.Uses | TimeUse.AsOf | TimeUse.Zone;

    public override string Subject(string events) => $"of the last {Period.Several(Last)} the number of those with {events}";

    public override bool TryReduce(in EventRows rows, out MeasureValue value)
    {
        var starts = rows.Clock!.LatestStartsOf(Period, Last);
        var count = 0;
        for (int row = rows.Count - 1, period = 0; row >= 0 && period < starts.Length; row--)
        {
            var time = rows.TimeOf(row);
            while (period < starts.Length && time < starts[period])
                period++;
            if (period == starts.Length)
                break;
            count++;
            // Further events of this period change nothing.
            while (row > 0 && rows.TimeOf(row - 1) >= starts[period])
                row--;
        }

        value = MeasureValue.Number(count);
        return true;
    }

    public override bool ChangesWithTime => true;

    /// <summary>When the next period begins, the first of the last so many is one no more.</summary>
    public override long NextChange(in EventRows rows) =>
        rows.Count > 0 && rows.TimeOf(rows.Count - 1) >= rows.Clock!.LatestStartsOf(Period, Last)[^1] ? rows.Clock.StartOf(Period, -1) : ZoneClock.Never;

    public static PeriodsMeasure? Read(ReadState state, JsonPlace place, MeasureScope scope)
    {
        if (ObjectReader.Open(state, place, "an object such as { \"of\": \"month\", \"last\": 6, \"atLeast\": 4 }") is not { } reader)
            return null;
        var period = reader.Require("of", "a period: " + string.Join(", ", Names)) is { } of ? ReadPeriod(state, of) : null;
        var last = reader.Require("last", "a whole number of periods") is { } periods ? Values.Whole(state, periods, 1, MostPeriods) : null;
        var operators = new List<ValueOperator>();
        var (least, most) = (reader.Take("atLeast"), reader.Take("atMost"));
        reader.Finish();
        if (least is null && most is null)
            state.Report(RuleCodes.NoOperator, place.Path, "found no operator, expected at least one of atLeast, atMost");
        foreach (var (key, name) in new[] { (least, "gte"), (most, "lte") })
        {
            if (key is not { } number || Values.Whole(state, number, 0, MostPeriods) is not { } count)
                continue;
            if (count > last)
                state.Report(RuleCodes.EmptyRange, number.Path, $"found {RuleText.Number(count)}, expected at most {RuleText.Number(last.Value)}, the number of periods");
            operators.Add(new CompareOperator(name, PropertyValue.Of((double)count)));
        }

        var wanted = (least is null ? 0 : 1) + (most is null ? 0 : 1);
        return period is not null && last is { } length && wanted > 0 && operators.Count == wanted ? new PeriodsMeasure(period, (int)length, [.. operators]) : null;
    }

    public static void AddTo(ShapeScope scope, ObjectShape condition)
    {
        string[] bounds = ["atLeast", "atMost"];
        var shape = new ObjectShape().Must("of", Shape.Enum(Names)).Must("last", Shape.Whole(1, MostPeriods)).AtLeastOneOf(bounds);
        foreach (var bound in bounds)
            shape.May(bound, Shape.Whole(0, MostPeriods));
        condition.May(Key, shape.Build());
    }

    private static string[] Names => [.. CalendarPeriod.All.Select(p => p.Name)];

    private static CalendarPeriod? ReadPeriod(ReadState state, JsonPlace place)
    {
        if (place.Json.ValueKind != JsonValueKind.String)
            state.ReportShape(place, $"one of {string.Join(", ", Names)}");
        else if (CalendarPeriod.All.FirstOrDefault(p => p.Name == place.Json.GetString()) is { } period)
            return period;
        else
            state.ReportUnknown(RuleCodes.BadValue, place.Path, "period", place.Json.GetString()!, Names);
        return null;
    }
}
