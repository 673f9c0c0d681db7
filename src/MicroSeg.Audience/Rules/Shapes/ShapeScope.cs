using System.Text.Json.Nodes;
using MicroSeg.Audience.Rules.Conditions;
using MicroSeg.Audience.Schema;

namespace MicroSeg.Audience.Rules.Shapes;

/// <summary>Of whom or what the conditions speak whose shape is described: of customers, or of the events of one type. What several have in common is defined once.</summary>
/// <param name="schema">What rules may name.</param>
/// <param name="names">What they may name beyond it.</param>
/// <param name="limits">How large they may be.</param>
/// <param name="kinds">The kinds of nodes in this scope.</param>
/// <param name="definition">The event type; null where customers are spoken of.</param>
/// <param name="shared">The definitions made so far, by name; null while one is being made.</param>
internal sealed class ShapeScope(AudienceSchema schema, RuleNames names, RuleLimits limits, ConditionRegistry kinds, EventDefinition? definition, SortedDictionary<string, JsonObject?> shared)
{
    public AudienceSchema Schema => schema;

    public RuleNames Names => names;

    public RuleLimits Limits => limits;

    /// <summary>The event type, where its events are spoken of.</summary>
    public EventDefinition Event => definition!;

    /// <summary>A node of the scope, of any kind.</summary>
    public JsonObject Node => Define(definition is null ? "rule" : $"where_{definition.Name}", () => Shape.OneOf(kinds.Shapes(this)));

    /// <summary>A list of nodes.</summary>
    public JsonObject Nodes => Shape.ListOf(Node);

    /// <summary>The scope of an event type's events.</summary>
    public ShapeScope EventsOf(EventDefinition type) => new(schema, names, limits, ConditionRegistry.Events, type, shared);

    /// <summary>The names of the attributes, or in the scope of events of the properties, of some types.</summary>
    public string[] NamesOf(params IReadOnlyList<PropertyType> types) =>
        [.. (definition is null ? schema.Attributes : definition.Properties).Where(p => types.Contains(p.Type)).Select(p => p.Name)];

    /// <summary>A reference to a definition, which is made when it is first asked for; it may refer to itself.</summary>
    public JsonObject Define(string name, Func<JsonObject> make)
    {
        if (shared.TryAdd(name, null))
            shared[name] = make();
        return new JsonObject { ["$ref"] = $"#/$defs/{name}" };
    }

    /// <summary>All definitions, by name.</summary>
    public JsonObject Definitions() => new([.. shared.Select(d => KeyValuePair.Create(d.Key, (JsonNode?)d.Value))]);
}
