using System.Text.Json;
using System.Text.Json.Nodes;
using MicroSeg.Audience.Evaluation;
using MicroSeg.Audience.Evaluation.Explaining;
using MicroSeg.Audience.Rules.Measures;
using MicroSeg.Audience.Rules.Operators;
using MicroSeg.Audience.Rules.Reading;
using MicroSeg.Audience.Rules.Rfm;
using MicroSeg.Audience.Rules.Shapes;
using MicroSeg.Audience.Schema;

namespace MicroSeg.Audience.Rules.Conditions;

/// <summary>
/// <c>{ "rfm": "default", "recency": { "gte": 4 }, "monetary": { "lte": 2 } }</c>: a customer's scores by an RFM model, each from 1 to the model's number of
/// quantiles. It comes down to conditions on the model's events whose bounds are the cut points; those who have no event in the window have no score,
/// and satisfy nothing.
/// </summary>
internal sealed record RfmCondition(RfmModel Model, PropertyType ValueType, ValueList<ValueOperator>? Recency, ValueList<ValueOperator>? Frequency, ValueList<ValueOperator>? Monetary) : SegmentRule
{
    private static readonly string[] Dimensions = ["recency", "frequency", "monetary"];

    public static ConditionKind Kind { get; } = new("rfm", Read, Shapes);

    /// <summary>What the scores come down to.</summary>
    private SegmentRule Events => Model.Cuts == RfmCuts.None ? new AnyCondition([]) : new AllCondition([.. Conditions()]);

    internal override string Phrase()
    {
        var parts = Dimensions.Zip([Recency, Frequency, Monetary]).Where(d => d.Second is not null).Select(d => $"{d.First} score {ValueOperators.Phrase(d.Second!)}");
        return $"by RFM model {RuleText.Quote(Model.Name)} the customer's {string.Join(" and the ", parts)}";
    }

    internal override void Collect(RuleReferences references)
    {
        references.AddModel(Model.Name);
        Events.Collect(references);
    }

    internal override PlanNode Compile(PlanScope scope) => scope.Compile(Events);

    internal override Explanation Explain(ExplainScope scope, JsonPlace place)
    {
        var leaf = scope.Leaf(this, Kind.Key, place) with { Threshold = place.Without(Kind.Key), Window = Model.Definition.Within?.Bounds(scope.Block) };
        if (Model.Cuts == RfmCuts.None)
            return leaf with { Seen = Seen(null) };
        var selection = scope.Plan.EventsOf(Model.Definition.Event).Selection(Model.Definition.Within, where: null);
        return leaf with { Seen = Seen(ValuesOf(scope, selection)), Matched = scope.Count(selection), Events = scope.Latest(selection) };
    }

    private IReadOnlyList<ExplainedValue> Seen(RfmValues? values)
    {
        var scores = values is null ? null : Model.ScoresOf(values);
        return
        [
            ExplainedValue.Number("recency", scores?.Recency),
            ExplainedValue.Number("frequency", scores?.Frequency),
            ExplainedValue.Number("monetary", scores?.Monetary),
            ExplainedValue.Number(SinceMeasure.LastKey, values?.Age),
            ExplainedValue.Number(CountMeasure.Key, values?.Count),
            new ExplainedValue(SumMeasure.Key, values?.Sum),
        ];
    }

    /// <summary>What the model measures, from the selection that the conditions on its scores read.</summary>
    private RfmValues? ValuesOf(ExplainScope scope, PlanNode selection)
    {
        var rows = RunSelection.RowsOfOne(scope.Block, selection);
        if (rows.IsEmpty)
            return null;
        var table = scope.Block.Events(selection.EventIndex).Table;
        var value = scope.Plan.Schema.Events[selection.EventIndex].IndexOf(Model.Definition.Value);
        var events = new EventRows(table.Times, table.Property(value), rows, scope.Block.Scratch);
        _ = new SumMeasure(Model.Definition.Value, ValueType, []).TryReduce(events, out var sum);
        var last = events.TimeOf(rows.Length - 1);
        return new RfmValues(DateTimeOffset.FromUnixTimeSeconds(last), scope.Block.Instant.AsOf - last, rows.Length, PropertyValue.FromKey(ValueType, RfmSource.KeyOf(ValueType, sum)));
    }

    private IEnumerable<SegmentRule> Conditions()
    {
        // Of nothing a count or a sum is 0, and 0 is no score.
        yield return Measured(CountMeasure.AtLeastOne);
        var (cuts, n) = (Model.Cuts, Model.Definition.Quantiles);
        if (Recency is not null)
            yield return Measured(new SinceMeasure(Last: true, [new AgeScoreOperator(BandsOf(Recency, cuts.Recency.Select(c => (long)Math.Ceiling(c)), reached => n - reached), ValueOperators.Phrase(Recency))]));
        if (Frequency is not null)
            yield return Measured(new CountMeasure([new ScoreOperator(BandsOf(Frequency, cuts.Frequency.Select(PropertyValue.KeyOf), reached => 1 + reached), ValueOperators.Phrase(Frequency))]));
        if (Monetary is not null)
            yield return Measured(new SumMeasure(Model.Definition.Value, ValueType, [new ScoreOperator(BandsOf(Monetary, cuts.Monetary.Select(c => c.Key), reached => 1 + reached), ValueOperators.Phrase(Monetary))]));
    }

    private EventCondition Measured(Measure measure) => new(Model.Definition.Event, null, Model.Definition.Within, null, GroupQuantifier.Any, measure);

    private static ValueList<ScoreBand> BandsOf(ValueList<ValueOperator> operators, IEnumerable<long> cuts, Func<int, int> scoreOf)
    {
        var scores = ValueOperators.FixedKeys(operators);
        return ScoreBand.Of([.. cuts], reached => scores.Contains(PropertyValue.KeyOf(scoreOf(reached))));
    }

    private static IEnumerable<JsonObject> Shapes(ShapeScope scope)
    {
        if (scope.Names.Models is not { Count: > 0 } models)
            yield break;
        var shape = new ObjectShape().Must("rfm", Shape.Enum(models.Keys.Order(StringComparer.Ordinal))).AtLeastOneOf(Dimensions);
        foreach (var dimension in Dimensions)
            shape.May(dimension, ScoreShape(scope));
        yield return shape.Build();
    }

    private static JsonObject ScoreShape(ShapeScope scope) => scope.Define("scoreOperators", () => new JsonObject
    {
        ["allOf"] = new JsonArray(
            ValueOperators.ObjectShape(scope, PropertyType.Number),
            new JsonObject { ["not"] = new JsonObject { ["required"] = new JsonArray(ExistsOperator.Name) } }),
    });

    private static RfmCondition? Read(ReadState state, ObjectReader reader, ReadScope scope)
    {
        var findings = state.Findings.Count;
        var name = reader.TakeString("rfm", out var place);
        var model = name is null ? null : state.Names.Models?.GetValueOrDefault(name);
        if (name is not null && model is null)
            state.ReportUnknown(RuleCodes.UnknownModel, place.Path, "RFM model", name, [.. state.Names.Models?.Keys ?? []]);
        var scores = Dimensions.Select(d => reader.Take(d) is { } at ? Scores(state, at) : null).ToArray();
        reader.Finish();
        if (state.Findings.Count == findings && Array.TrueForAll(scores, s => s is null))
            state.Report(RuleCodes.MissingKey, reader.Place.Path, $"found no score, expected at least one of {string.Join(", ", Dimensions)}");
        if (model is not null && model.Definition.Check(state.Schema) is [var first, ..])
            state.Report(first.Code, place.Path, $"RFM model \"{model.Name}\" cannot be used: {first.Message}");
        return model is null || state.Findings.Count > findings ? null : new RfmCondition(model, model.Definition.TypeOfValue(state.Schema)!.Value, scores[0], scores[1], scores[2]);
    }

    private static ValueList<ValueOperator>? Scores(ReadState state, JsonPlace place)
    {
        // Who has no score satisfies nothing, so there is no asking for one.
        if (place.Json.ValueKind == JsonValueKind.Object && place.Json.TryGetProperty(ExistsOperator.Name, out _))
        {
            state.Report(RuleCodes.OperatorNotForType, place.PathOf(ExistsOperator.Name), $"\"{ExistsOperator.Name}\" is not for scores (known: {string.Join(", ", OperatorRegistry.NamesFor(PropertyType.Number).Where(n => n != ExistsOperator.Name))})");
            return null;
        }

        return ValueOperators.ReadObject(state, place, PropertyType.Number);
    }
}
