using MicroSeg.Audience.Evaluation;
using MicroSeg.Audience.Rules.Operators;
using MicroSeg.Audience.Rules.Reading;

namespace MicroSeg.Audience.Rules.Measures;

/// <summary><c>gt gte lt lte</c> on an age, given as the time from which it is counted.</summary>
internal sealed record AgeOperator(string Name, RuleDuration Length) : ValueOperator
{
    public override TimeUse Uses => TimeUse.AsOf | (Length.IsCalendar ? TimeUse.Zone : TimeUse.None);

    public override string Phrase() => $"is {Comparison.Words(Name)} {Length}";

    public override KeySet Keys(ZoneClock clock) => Comparison.Keys(Comparison.Mirror(Name), clock.Shift(Length, -1));

    public override long NextChange(long key, ZoneClock clock) => clock.NextChange(Name is "gte" or "lt" ? key : key + 1, -1, Length);

    public override KeyMotion Motion(ZoneClock clock) => Length.IsCalendar ? default : KeyMotion.Slides;

    /// <summary>Reads an object of such operators, at least one; <c>between: [a, b]</c> is two of them.</summary>
    public static ValueList<AgeOperator>? ReadObject(ReadState state, JsonPlace place)
    {
        if (ObjectReader.Open(state, place, "an object such as { \"lte\": \"30d\" }") is not { } reader)
            return null;
        var operators = new List<AgeOperator>();
        var count = reader.Left.Count;
        foreach (var name in Comparison.Names)
        {
            if (reader.TakeDuration(name) is { } length)
                operators.Add(new AgeOperator(name, length));
        }

        if (reader.Take(BetweenOperator.Name) is { } between && Values.Pair(state, between) is var (from, to)
            && Values.Duration(state, from) is { } least && Values.Duration(state, to) is { } most)
        {
            count++;
            operators.AddRange([new AgeOperator("gte", least), new AgeOperator("lte", most)]);
        }

        reader.Finish();
        if (count == 0)
            state.Report(RuleCodes.NoOperator, place.Path, $"found no operator, expected at least one of {string.Join(", ", Comparison.Names)}, between");
        return operators.Count == count && count > 0 ? [.. operators] : null;
    }
}
