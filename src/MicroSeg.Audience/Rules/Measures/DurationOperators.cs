using System.Text.Json.Nodes;
using MicroSeg.Audience.Rules.Operators;
using MicroSeg.Audience.Rules.Reading;
using MicroSeg.Audience.Rules.Shapes;

namespace MicroSeg.Audience.Rules.Measures;

/// <summary>Reads <c>gt gte lt lte between</c> on a length of time.</summary>
internal static class DurationOperators
{
    /// <summary>What <see cref="ReadObject"/> reads.</summary>
    public static JsonObject ObjectShape(ShapeScope scope) => scope.Define("durationOperators", () =>
    {
        var shape = new ObjectShape().May(BetweenOperator.Name, Shape.PairOf(Shape.Duration(scope))).AtLeastOneOf([.. Comparison.Names, BetweenOperator.Name]);
        foreach (var name in Comparison.Names)
            shape.May(name, Shape.Duration(scope));
        return shape.Build();
    });

    /// <summary>Reads an object of such operators, at least one; <c>between: [a, b]</c> is two of them.</summary>
    public static ValueList<TOperator>? ReadObject<TOperator>(ReadState state, JsonPlace place, Func<string, RuleDuration, TOperator> create)
        where TOperator : ValueOperator
    {
        if (ObjectReader.Open(state, place, "an object such as { \"lte\": \"30d\" }") is not { } reader)
            return null;
        var operators = new List<TOperator>();
        var count = reader.Left.Count;
        foreach (var name in Comparison.Names)
        {
            if (reader.TakeDuration(name) is { } length)
                operators.Add(create(name, length));
        }

        if (reader.Take(BetweenOperator.Name) is { } between && Values.Pair(state, between) is var (from, to)
            && Values.Duration(state, from) is { } least && Values.Duration(state, to) is { } most)
        {
            count++;
            operators.AddRange([create("gte", least), create("lte", most)]);
        }

        reader.Finish();
        if (count == 0)
            state.Report(RuleCodes.NoOperator, place.Path, $"found no operator, expected at least one of {string.Join(", ", Comparison.Names)}, between");
        return operators.Count == count && count > 0 ? [.. operators] : null;
    }
}
