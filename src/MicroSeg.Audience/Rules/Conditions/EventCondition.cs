using System.Text.Json.Nodes;
using MicroSeg.Audience.Evaluation;
using MicroSeg.Audience.Evaluation.Explaining;
using MicroSeg.Audience.Rules.Measures;
using MicroSeg.Audience.Rules.Reading;
using MicroSeg.Audience.Rules.Shapes;
using MicroSeg.Audience.Rules.Windows;
using MicroSeg.Audience.Schema;

namespace MicroSeg.Audience.Rules.Conditions;

/// <summary>
/// <c>{ "event": …, "where": …, "within": …, "per": …, "count": … }</c>: what the customer did. Without a measure: at least once.
/// With <c>per</c> the matching events are grouped by a property, those that lack it belong to no group, and without any group no
/// measure is satisfied, that of nothing neither.
/// </summary>
internal sealed record EventCondition(string Event, SegmentRule? Where, EventWindow? Within, string? Per, GroupQuantifier Groups, Measure Measure) : SegmentRule
{
    // What tells of which events it speaks; the rest is what is asked of them.
    private static readonly string[] AboutEvents = ["event", "where", "within", "per"];

    public static ConditionKind Kind { get; } = new("event", Read, scope => scope.Schema.Events.Select(e => ShapeOf(scope.EventsOf(e))));

    internal override string Phrase()
    {
        var events = $"{Event} events";
        if (Where is not null)
            events += $" where {Where.Phrase()}";
        if (Within is not null)
            events += $" {Within.Phrase()}";
        var groups = Per is null ? "" : Measure.IsOfLargestGroup ? $"for the most frequent {Per}, " : $"{Groups.Phrase(Per)}, ";
        return groups + Measure.Phrase(events);
    }

    internal override IEnumerable<PropertyDefinition> ContextFields(AudienceSchema schema) =>
        Per is not null && schema.FindEvent(Event) is { } definition && definition.IndexOf(Per) is >= 0 and var index
            ? [definition.Properties[index], new PropertyDefinition(Measure.Name, Measure.ShownType)]
            : [];

    internal override void Collect(RuleReferences references)
    {
        references.AddEvent(Event);
        references.AddProperty(Event, Per);
        references.AddProperty(Event, Measure.Property);
        // An event of the future begins to exist when its time comes.
        references.AddTime(TimeUse.AsOf | Measure.Uses);
        Within?.Collect(references);
        Where?.Collect(references);
    }

    internal override PlanNode Compile(PlanScope scope)
    {
        var events = scope.EventsOf(Event);
        var selection = events.Selection(Within, Where);
        var before = Measure.ComparesWithBefore ? events.Selection(Within!.Before, Where) : null;
        if (Per is not null)
            return scope.Grouped(events, selection, before, Per, Groups, Measure);
        return Measure is CountMeasure count ? scope.Count(events, selection, count) : scope.Measured(events, selection, before, Measure);
    }

    /// <summary>Finds an event type by its name, or reports that there is none.</summary>
    internal static EventDefinition? Find(ReadState state, JsonPlace place)
    {
        if (place.Json.ValueKind != System.Text.Json.JsonValueKind.String)
        {
            state.ReportShape(place, "the name of an event type");
            return null;
        }

        var name = place.Json.GetString()!;
        if (state.Schema.FindEvent(name) is { } definition)
            return definition;
        state.ReportUnknown(RuleCodes.UnknownEvent, place.Path, "event type", name, [.. state.Schema.Events.Select(e => e.Name)]);
        return null;
    }

    internal override Explanation Explain(ExplainScope scope, JsonPlace place)
    {
        var node = (MeasuringNode)scope.Plan.Compile(this);
        var reading = node.Read(scope.Block);
        return scope.Leaf(this, Kind.Key, place) with
        {
            Seen = reading.Seen,
            Threshold = place.Without(AboutEvents) ?? CountMeasure.AtLeastOneJson,
            Matched = scope.Count(node.Selection),
            Window = Within?.Bounds(scope.Block),
            Group = reading.Group,
            GroupsHolding = reading.GroupsHolding,
            Events = scope.Latest(node.Events, reading.Rows),
            Children = Where is null ? [] : [Where.Explain(scope.EventsOf(scope.Plan.EventsOf(Event), Within), place.Member("where"))],
        };
    }

    private static JsonObject ShapeOf(ShapeScope events)
    {
        var shape = new ObjectShape().Must("event", Shape.Just(events.Event.Name)).May("within", WindowRegistry.ValueShape(events)).May("where", events.Node);
        if (events.Event.Properties.Length > 0)
            shape.May("per", Shape.Enum(events.Event.Properties.Select(p => p.Name))).May(GroupQuantifier.Key, GroupQuantifier.ValueShape).Needs(GroupQuantifier.Key, "per");
        foreach (var kind in MeasureRegistry.Kinds)
            kind.AddTo(events, shape);
        return shape.AtMostOneOf([.. MeasureRegistry.Kinds.Select(k => k.Name)]).Build();
    }

    private static EventCondition? Read(ReadState state, ObjectReader reader, ReadScope customers)
    {
        if (Find(state, reader.Take("event")!.Value) is not { } definition)
        {
            // Without its properties nothing more can be said of the rest.
            reader.Forget();
            return null;
        }

        var scope = ReadScope.EventsOf(definition);
        var findings = state.Findings.Count;
        var where = reader.Take("where") is { } filter ? state.ReadNode(filter, scope) : null;
        var window = reader.Take("within");
        var within = window is { } span ? WindowRegistry.Read(state, span) : null;
        var per = reader.TakeString("per", out var perPlace);
        if (per is not null)
            _ = scope.FindProperty(state, perPlace, per);
        var groupsPlace = reader.Take(GroupQuantifier.Key);
        var groups = groupsPlace is { } quantifier ? ReadGroups(state, quantifier, perPlace.Path is not null) : GroupQuantifier.Any;
        var measure = ReadMeasure(state, reader, new MeasureScope(scope, window is not null, within, perPlace.Path is not null, groupsPlace));
        reader.Finish();
        return state.Findings.Count > findings ? null : new EventCondition(definition.Name, where, within, per, groups, measure);
    }

    private static GroupQuantifier ReadGroups(ReadState state, JsonPlace place, bool hasPer)
    {
        if (!hasPer)
            state.Report(RuleCodes.KeyConflict, place.Path, "\"groups\" needs \"per\" beside it, which makes the groups");
        return GroupQuantifier.Read(state, place) ?? GroupQuantifier.Any;
    }

    private static Measure ReadMeasure(ReadState state, ObjectReader reader, MeasureScope scope)
    {
        Measure? measure = null;
        string? first = null;
        foreach (var kind in MeasureRegistry.Kinds)
        {
            if (reader.Take(kind.Name) is not { } place)
                continue;
            if (first is not null)
                state.Report(RuleCodes.KeyConflict, place.Path, $"found a second measure beside \"{first}\", expected one: put two conditions into a list under \"all\"");
            first ??= kind.Name;
            measure ??= kind.Read(state, place, scope);
        }

        return measure ?? CountMeasure.AtLeastOne;
    }
}
