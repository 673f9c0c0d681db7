using System.Collections.Immutable;
using MicroSeg.Audience.Rules.Conditions;
using MicroSeg.Audience.Schema;

namespace MicroSeg.Audience.Rules.Reading;

/// <summary>Of whom or what conditions speak: of customers, or of the events of one type within <c>where</c>.</summary>
internal sealed record ReadScope(ConditionRegistry Kinds, EventDefinition? Event)
{
    public static ReadScope Customers { get; } = new(ConditionRegistry.Customers, null);

    public static ReadScope EventsOf(EventDefinition definition) => new(ConditionRegistry.Events, definition);

    /// <summary>Finds a property of the scope's event type, or reports that there is none.</summary>
    public PropertyDefinition? FindProperty(ReadState state, JsonPlace place, string name)
    {
        var definition = Event!;
        var index = definition.IndexOf(name);
        if (index >= 0)
            return definition.Properties[index];
        state.ReportUnknown(RuleCodes.UnknownProperty, place.Path, $"property of {definition.Name}", name, definition.Properties.Select(p => p.Name).ToImmutableArray());
        return null;
    }
}
