using MicroSeg.Audience.Rules.Reading;
using MicroSeg.Audience.Schema;

namespace MicroSeg.Audience.Rules.Conditions;

/// <summary>A step of a sequence: <c>{ "event": "search", "where": … }</c>.</summary>
internal sealed record SequenceStep(string Event, SegmentRule? Where)
{
    public string Phrase() => $"{Event} event" + (Where is null ? "" : $" where {Where.Phrase()}");

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
