using System.Text.Json.Nodes;
using MicroSeg.Audience.Evaluation;
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
    public static ConditionKind Kind { get; } = new("event", Read, scope => scope.Schema.Events.Select(e => ShapeOf(scope.EventsOf(e))));

    internal override string Phrase()
    {
        var events = $"{Event} events";
        if (Where is not null)
            events += $" where {Where.Phrase()}";
        if (Within is not null)
            events += $" {Within.Phrase()}";
        return (Per is null ? "" : $"{Groups.Phrase(Per)}, ") + Measure.Phrase(events);
    }

    internal override IEnumerable<PropertyDefinition> ContextFields(AudienceSchema schema) =>
        Per is not null && schema.FindEvent(Event) is { } definition && definition.IndexOf(Per) is >= 0 and var index
            ? [definition.Properties[index], new PropertyDefinition(Measure.Name, Measure.ResultType)]
            : [];

    internal override void Collect(RuleReferences references)
    {
        references.AddEvent(Event);
        references.AddProperty(Event, Per);
        references.AddProperty(Event, Measure.Property);
        references.AddTime(Measure.Uses | (Within?.Uses ?? TimeUse.None));
        Where?.Collect(references);
    }

    internal override PlanNode Compile(PlanScope scope)
    {
        var events = scope.EventsOf(Event);
        List<PlanNode> filters = [events.Times(Within)];
        if (Where is not null)
            filters.Add(events.Compile(Where));
        var selection = events.Group(GroupKind.All, filters);
        if (Per is not null)
            return scope.Grouped(events, selection, Per, Groups, Measure);
        return Measure is CountMeasure count ? scope.Count(events, selection, count) : scope.Measured(events, selection, Measure);
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
        var name = reader.TakeString("event", out var place);
        if (name is null || state.Schema.FindEvent(name) is not { } definition)
        {
            if (name is not null)
                state.ReportUnknown(RuleCodes.UnknownEvent, place.Path, "event type", name, [.. state.Schema.Events.Select(e => e.Name)]);
            reader.Forget();
            return null;
        }

        var scope = ReadScope.EventsOf(definition);
        var findings = state.Findings.Count;
        var where = reader.Take("where") is { } filter ? state.ReadNode(filter, scope) : null;
        var within = reader.Take("within") is { } window ? WindowRegistry.Read(state, window) : null;
        var per = reader.TakeString("per", out var perPlace);
        if (per is not null)
            _ = scope.FindProperty(state, perPlace, per);
        var groups = ReadGroups(state, reader, per is not null);
        var measure = ReadMeasure(state, reader, scope);
        reader.Finish();
        return state.Findings.Count > findings ? null : new EventCondition(name, where, within, per, groups, measure);
    }

    private static GroupQuantifier ReadGroups(ReadState state, ObjectReader reader, bool hasPer)
    {
        if (reader.Take(GroupQuantifier.Key) is not { } place)
            return GroupQuantifier.Any;
        if (!hasPer)
            state.Report(RuleCodes.KeyConflict, place.Path, "\"groups\" needs \"per\" beside it, which makes the groups");
        return GroupQuantifier.Read(state, place) ?? GroupQuantifier.Any;
    }

    private static Measure ReadMeasure(ReadState state, ObjectReader reader, ReadScope scope)
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
