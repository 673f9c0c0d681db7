using System.Text.Json.Nodes;
using MicroSeg.Audience.Evaluation.Explaining;
using MicroSeg.Audience.Rules.Reading;
using MicroSeg.Audience.Rules.Shapes;
using MicroSeg.Audience.Rules.Windows;
using MicroSeg.Audience.Schema;

namespace MicroSeg.Audience.Rules.Conditions;

/// <summary>A step of a sequence: <c>{ "event": "search", "where": … }</c>.</summary>
internal sealed record SequenceStep(string Event, SegmentRule? Where)
{
    public string Phrase() => $"{Event} event" + (Where is null ? "" : $" where {Where.Phrase()}");

    /// <summary>Says which of the window's events may be the step.</summary>
    public Explanation Explain(ExplainScope scope, JsonPlace place, EventWindow? within)
    {
        var events = scope.Plan.EventsOf(Event);
        var selection = events.Selection(within, Where);
        return new Explanation(EventCondition.Kind.Key, place.Path, $"A {Phrase()}.", Holds: null)
        {
            Matched = scope.Count(selection),
            Events = scope.Latest(selection),
            Children = Where is null ? [] : [Where.Explain(scope.EventsOf(events, within), place.Member("where"))],
        };
    }

    public static JsonObject ShapeOf(ShapeScope events) => new ObjectShape().Must("event", Shape.Just(events.Event.Name)).May("where", events.Node).Build();

    /// <summary>Reads a step; null when it is wrong, which has been reported.</summary>
    /// <param name="state">The reading.</param>
    /// <param name="place">The step.</param>
    /// <param name="definition">Its event type, as soon as that is known, so that more can be said of the sequence.</param>
    public static SequenceStep? Read(ReadState state, JsonPlace place, out EventDefinition? definition)
    {
        definition = null;
        if (ObjectReader.Open(state, place, "a step, which is an object such as { \"event\": \"search\" }") is not { } reader
            || reader.Require("event", "the name of an event type") is not { } name)
            return null;
        if (EventCondition.Find(state, name) is not { } found)
            return null;
        definition = found;
        var findings = state.Findings.Count;
        var where = reader.Take("where") is { } filter ? state.ReadNode(filter, ReadScope.EventsOf(found)) : null;
        reader.Finish();
        return state.Findings.Count > findings ? null : new SequenceStep(found.Name, where);
    }
}
