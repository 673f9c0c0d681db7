using MicroSeg.Audience.Evaluation;
using MicroSeg.Audience.Index;
using MicroSeg.Audience.Rules.Operators;
using MicroSeg.Audience.Rules.Reading;
using MicroSeg.Audience.Rules.Shapes;
using MicroSeg.Audience.Schema;

namespace MicroSeg.Audience.Rules.Measures;

/// <summary>
/// <c>gap: { "longest": { "gte": "60d" } }</c>, or <c>shortest</c>: the time between consecutive matching events, of which it takes two. The time
/// since the last event is no gap: that is <c>sinceLast</c>. A calendar length is counted from the earlier event of each pair in the customer's zone:
/// the longest gap is at least a month when one of the gaps is, and less than a month when all of them are; the shortest likewise.
/// </summary>
internal sealed record GapMeasure(bool Longest, ValueList<ValueOperator> Operators) : Measure(Operators)
{
    public const string Key = "gap";

    private const string LongestKey = "longest";
    private const string ShortestKey = "shortest";

    public override string Name => Key;

    public override int LeastEvents => 2;

    /// <summary>Seconds are held as they are.</summary>
    public override PropertyType ResultType => PropertyType.DateTime;

    public override PropertyType ShownType => PropertyType.Number;

    public override string Subject(string events) => $"the {(Longest ? LongestKey : ShortestKey)} time between consecutive {events}";

    public override bool TryReduce(in EventRows rows, out MeasureValue value)
    {
        value = default;
        if (rows.Count < 2)
            return false;
        var (shortest, longest) = (long.MaxValue, 0L);
        var earlier = rows.TimeOf(0);
        for (var i = 1; i < rows.Count; i++)
        {
            var later = rows.TimeOf(i);
            (shortest, longest) = (Math.Min(shortest, later - earlier), Math.Max(longest, later - earlier));
            earlier = later;
        }

        value = new MeasureValue(Longest ? longest : shortest);
        return true;
    }

    public override bool Admits(in EventRows rows)
    {
        for (var i = 0; i < Operators.Count; i++)
        {
            if (Operators[i] is GapOperator { Length.IsCalendar: true } ofCalendar && !Admits(rows, ofCalendar))
                return false;
        }

        return true;
    }

    /// <summary>The gap in seconds.</summary>
    public override PropertyValue Show(MeasureValue value, PropertyDictionary? dictionary, long asOf) => PropertyValue.Of((double)value.Numerator);

    public static void AddTo(ShapeScope scope, ObjectShape condition)
    {
        string[] keys = [LongestKey, ShortestKey];
        var (longest, shortest) = (DurationOperators.ObjectShape(scope), DurationOperators.ObjectShape(scope));
        condition.May(Key, new ObjectShape().May(LongestKey, longest).May(ShortestKey, shortest).AtLeastOneOf(keys).AtMostOneOf(keys).Build());
    }

    public static GapMeasure? Read(ReadState state, JsonPlace place, MeasureScope scope)
    {
        if (ObjectReader.Open(state, place, "an object such as { \"longest\": { \"gte\": \"60d\" } }") is not { } reader)
            return null;
        var (longest, shortest) = (reader.Take(LongestKey), reader.Take(ShortestKey));
        var nothing = longest is null && shortest is null && reader.Left.Count == 0;
        reader.Finish();
        if (nothing)
            state.Report(RuleCodes.MissingKey, place.Path, $"\"{LongestKey}\" or \"{ShortestKey}\" is missing, expected one of them");
        if (longest is not null && shortest is { } second)
            state.Report(RuleCodes.KeyConflict, second.Path, $"found \"{ShortestKey}\" beside \"{LongestKey}\", expected one of them: put two conditions into a list under \"all\"");
        if ((longest ?? shortest) is not { } gap)
            return null;
        return DurationOperators.ReadObject(state, gap, (name, length) => new GapOperator(name, length)) is { } operators ? new GapMeasure(longest is not null, [.. operators]) : null;
    }

    private bool Admits(in EventRows rows, GapOperator o)
    {
        // One gap reaches the length for the longest to reach it, each does for the shortest; what asks for less is the contrary.
        var takesOne = Longest == o.IsLeast;
        for (var i = 1; i < rows.Count; i++)
        {
            if (o.Holds(rows.TimeOf(i - 1), rows.TimeOf(i), rows.Clock!) == takesOne)
                return takesOne;
        }

        return !takesOne;
    }
}
