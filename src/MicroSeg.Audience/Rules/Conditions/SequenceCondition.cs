using System.Text.Json.Nodes;
using MicroSeg.Audience.Evaluation;
using MicroSeg.Audience.Evaluation.Explaining;
using MicroSeg.Audience.Rules.Reading;
using MicroSeg.Audience.Rules.Shapes;
using MicroSeg.Audience.Rules.Windows;
using MicroSeg.Audience.Schema;

namespace MicroSeg.Audience.Rules.Conditions;

/// <summary>
/// <c>{ "sequence": [ { "event": … }, … ], "within": …, "gapAtMost": "48h", "same": "destination", "completed": false }</c>: what the customer did,
/// in order, other events between them or not. Each step is an event of its own: no earlier in seconds than the one before, and of one type a later one
/// in the order of time, then of arrival. <c>within</c> is the window of all steps' events.
/// </summary>
/// <remarks>
/// <c>gapAtMost</c> bounds each step by the one before, both ends in; a calendar length is counted from the earlier of the two in the customer's zone.
/// With <c>same</c> all events of a chain have one value of a property; those without it belong to no chain. Not <c>completed</c>: there is an event
/// that ends a chain of all steps but the last, with which no whole chain goes on, and since which more than <c>gapAtMost</c> has passed.
/// </remarks>
/// <param name="Steps">The steps: 2 to <see cref="MostSteps"/>.</param>
/// <param name="Within">The window, or null.</param>
/// <param name="GapAtMost">The longest time from one step to the next, or null.</param>
/// <param name="Same">The property that has one value, or null.</param>
/// <param name="Completed">Whether the last step is asked for, rather than its lack.</param>
internal sealed record SequenceCondition(ValueList<SequenceStep> Steps, EventWindow? Within, RuleDuration? GapAtMost, string? Same, bool Completed) : SegmentRule
{
    /// <summary>The name under which the context of <see cref="Same"/> gives the time of the chain's last event.</summary>
    public const string ContextTime = "at";

    private const int FewestSteps = 2;
    private const int MostSteps = 10;

    public static ConditionKind Kind { get; } = new("sequence", Read, Shapes);

    internal override string Phrase()
    {
        var known = Completed ? Steps : Steps.Take(Steps.Count - 1);
        var phrase = $"the customer has, in order{(Within is null ? "" : $" and {Within.Phrase()}")}, {string.Join(", then ", known.Select(s => $"a {s.Phrase()}"))}";
        if (GapAtMost is { } gap && known.Skip(1).Any())
            phrase += $", each at most {gap} after the one before";
        if (Same is not null)
            phrase += $", all with the same {Same}";
        return Completed ? phrase : $"{phrase}, and then for {GapAtMost} no {Steps[^1].Phrase()}";
    }

    /// <summary>The value of <c>same</c>, and the instant of the chain's last event.</summary>
    internal override IEnumerable<PropertyDefinition> ContextFields(AudienceSchema schema) =>
        Same is not null && schema.FindEvent(Steps[0].Event) is { } definition && definition.IndexOf(Same) is >= 0 and var index
            ? [definition.Properties[index], new PropertyDefinition(ContextTime, PropertyType.DateTime)]
            : [];

    internal override void Collect(RuleReferences references)
    {
        foreach (var step in Steps)
        {
            references.AddEvent(step.Event);
            references.AddProperty(step.Event, Same);
            step.Where?.Collect(references);
        }

        Within?.Collect(references);
        // An event of the future begins to exist when its time comes.
        references.AddTime(TimeUse.AsOf | (GapAtMost is { IsCalendar: true } ? TimeUse.Zone : TimeUse.None));
    }

    internal override PlanNode Compile(PlanScope scope) => scope.Sequence(this);

    internal override Explanation Explain(ExplainScope scope, JsonPlace place)
    {
        var (seen, group) = ((SequenceNode)scope.Plan.Compile(this)).Read(scope.Block);
        var steps = place.Member(Kind.Key);
        return scope.Leaf(this, Kind.Key, place) with
        {
            Seen = seen,
            Threshold = place.Without(Kind.Key, "within"),
            Window = Within?.Bounds(scope.Block),
            Group = group,
            Children = [.. Steps.Select((step, i) => step.Explain(scope, steps.Item(i), Within))],
        };
    }

    private static IEnumerable<JsonObject> Shapes(ShapeScope scope)
    {
        if (scope.Schema.Events.Length == 0)
            yield break;
        var steps = Shape.ListOf(Shape.OneOf(scope.Schema.Events.Select(e => SequenceStep.ShapeOf(scope.EventsOf(e)))), MostSteps);
        steps["minItems"] = FewestSteps;
        var shape = new ObjectShape().Must("sequence", steps).May("within", WindowRegistry.ValueShape(scope)).May("gapAtMost", Shape.Duration(scope)).May("completed", Shape.Boolean);
        var open = Shape.Having("completed");
        open["properties"] = new JsonObject { ["completed"] = new JsonObject { ["const"] = false } };
        open["not"] = Shape.Having("gapAtMost");
        shape.Not(open);
        var common = scope.Schema.Events.SelectMany(e => e.Properties, (e, p) => (Property: p, e.Name)).GroupBy(p => p.Property, p => p.Name).ToArray();
        if (common.Length > 0)
            shape.May("same", Shape.Text).AnyOf([new JsonObject { ["not"] = Shape.Having("same") }, .. common.Select(c => SameShape(c.Key.Name, c))]);
        yield return shape.Build();
    }

    /// <summary>Sequences whose steps all have a property, of one type.</summary>
    private static JsonObject SameShape(string property, IEnumerable<string> events) => new()
    {
        ["properties"] = new JsonObject
        {
            ["same"] = Shape.Just(property),
            ["sequence"] = new JsonObject { ["items"] = new JsonObject { ["properties"] = new JsonObject { ["event"] = Shape.Enum(events) } } },
        },
    };

    private static SequenceCondition? Read(ReadState state, ObjectReader reader, ReadScope customers)
    {
        var findings = state.Findings.Count;
        var steps = new List<SequenceStep>();
        var types = new List<EventDefinition>();
        var place = reader.Take("sequence")!.Value;
        if (Values.IsList(state, place))
            ReadSteps(state, place, steps, types);
        var within = reader.Take("within") is { } window ? WindowRegistry.Read(state, window) : null;
        var completed = !reader.Has("completed") || reader.TakeFlag("completed");
        var gap = (completed ? reader.Take("gapAtMost") : reader.Require("gapAtMost", "the time after which the last step is taken not to come, such as \"48h\"")) is { } length
            ? Values.Duration(state, length)
            : null;
        var same = reader.TakeString("same", out var samePlace);
        if (same is not null)
            CheckSame(state, samePlace, same, types);
        reader.Finish();
        return state.Findings.Count > findings ? null : new SequenceCondition([.. steps], within, gap, same, completed);
    }

    private static void ReadSteps(ReadState state, JsonPlace place, List<SequenceStep> steps, List<EventDefinition> types)
    {
        var count = place.Json.GetArrayLength();
        if (count is < FewestSteps or > MostSteps)
            state.Report(RuleCodes.BadSequence, place.Path, $"found {RuleText.Number(count)} steps, expected {RuleText.Number(FewestSteps)} to {RuleText.Number(MostSteps)}");
        for (var i = 0; i < Math.Min(count, MostSteps); i++)
        {
            if (SequenceStep.Read(state, place.Item(i), out var type) is { } step)
                steps.Add(step);
            if (type is not null)
                types.Add(type);
        }
    }

    private static void CheckSame(ReadState state, JsonPlace place, string name, List<EventDefinition> types)
    {
        PropertyDefinition? first = null;
        foreach (var type in types.Distinct())
        {
            // A name that is mistyped is one mistake, however many types lack it.
            if (ReadScope.EventsOf(type).FindProperty(state, place, name) is not { } property)
                return;
            first ??= property;
            if (property.Type != first.Type)
                state.Report(RuleCodes.WrongType, place.Path, $"\"{name}\" of {type.Name} is of type {PropertyTypes.NameOf(property.Type)} and that of the steps before of type {PropertyTypes.NameOf(first.Type)}: they cannot be the same");
        }
    }
}
