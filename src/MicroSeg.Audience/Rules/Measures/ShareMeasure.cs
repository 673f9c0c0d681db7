using System.Text.Json.Nodes;
using MicroSeg.Audience.Evaluation;
using MicroSeg.Audience.Rules.Operators;
using MicroSeg.Audience.Rules.Reading;
using MicroSeg.Audience.Rules.Shapes;
using MicroSeg.Audience.Schema;

namespace MicroSeg.Audience.Rules.Measures;

/// <summary>
/// <c>share: { "gte": 0.6 }</c> with <c>per</c>: the largest group's part of all matching events, from 0 to 1, those without the property of
/// <c>per</c> counted among them. Where no event has the property there is no group and nothing is satisfied.
/// </summary>
internal sealed record ShareMeasure(ValueList<ValueOperator> Operators) : Measure(Operators)
{
    public const string Key = "share";

    public override string Name => Key;

    public override PropertyType ResultType => PropertyType.Number;

    public override bool IsOfLargestGroup => true;

    public override string Subject(string events) => $"its share of {events}";

    public override bool TryReduce(in EventRows rows, out MeasureValue value)
    {
        value = MeasureValue.Number((double)rows.Count / rows.Total);
        return true;
    }

    public static void AddTo(ShapeScope scope, ObjectShape condition)
    {
        if (!condition.Has("per"))
            return;
        condition.May(Key, ValueOperators.ObjectShape(scope, PropertyType.Number)).Needs(Key, "per")
            .Not(new JsonObject { ["required"] = new JsonArray(Key, Conditions.GroupQuantifier.Key) });
    }

    public static ShareMeasure? Read(ReadState state, JsonPlace place, MeasureScope scope)
    {
        if (!scope.HasPer)
            state.Report(RuleCodes.KeyConflict, place.Path, "\"share\" needs \"per\" beside it, which makes the groups");
        if (scope.Groups is { } groups)
            state.Report(RuleCodes.KeyConflict, groups.Path, "\"groups\" cannot stand beside \"share\", which is about the largest group alone");
        return ValueOperators.ReadObject(state, place, PropertyType.Number) is { } operators ? new ShareMeasure(operators) : null;
    }
}
