using System.Text.Json.Nodes;
using MicroSeg.Audience.Evaluation;
using MicroSeg.Audience.Evaluation.Explaining;
using MicroSeg.Audience.Rules.Operators;
using MicroSeg.Audience.Rules.Reading;
using MicroSeg.Audience.Rules.Shapes;
using MicroSeg.Audience.Schema;

namespace MicroSeg.Audience.Rules.Conditions;

/// <summary>
/// <c>{ "property": "cabin", "eq": "economy" }</c> within <c>where</c>: a property of the event. <c>eqAttribute</c> and <c>neAttribute</c>
/// compare it with an attribute of the same type; where either side is missing neither holds, and <c>orMissing</c> speaks of the property only.
/// </summary>
internal sealed record PropertyCondition(string Event, string Property, PropertyType Type, ValueCondition Value, string? EqAttribute, string? NeAttribute) : SegmentRule
{
    public static ConditionKind Kind { get; } = new("property", Read, Shapes);

    internal override string Phrase()
    {
        List<string> parts = [];
        if (EqAttribute is not null)
            parts.Add($"is the customer's {EqAttribute}");
        if (NeAttribute is not null)
            parts.Add($"is not the customer's {NeAttribute}");
        if (Value.Phrase() is { Length: > 0 } operators)
            parts.Add(operators.TrimStart());
        return $"{Property} {string.Join(" and ", parts)}";
    }

    internal override void Collect(RuleReferences references)
    {
        references.AddProperty(Event, Property);
        references.AddTime(ValueOperators.Uses(Value.Operators));
        foreach (var attribute in new[] { EqAttribute, NeAttribute })
        {
            if (attribute is not null)
                references.AddAttribute(attribute);
        }
    }

    internal override PlanNode Compile(PlanScope scope)
    {
        var property = scope.Event!.IndexOf(Property);
        List<PlanNode> nodes = [];
        if (Value.Exists is not null || Value.Operators.Count > 0)
            nodes.Add(scope.Column(Property, property, Type, Value with { OrMissing = false }));
        if (EqAttribute is not null)
            nodes.Add(scope.CompareWithAttribute(property, EqAttribute, equal: true));
        if (NeAttribute is not null)
            nodes.Add(scope.CompareWithAttribute(property, NeAttribute, equal: false));
        var all = scope.Group(GroupKind.All, nodes);
        return Value.OrMissing ? scope.Group(GroupKind.Any, [all, scope.Column(Property, property, Type, new ValueCondition(Exists: false, [], OrMissing: false))]) : all;
    }

    internal override Explanation Explain(ExplainScope scope, JsonPlace place) => scope.Leaf(this, Kind.Key, place) with
    {
        Seen = [.. new[] { EqAttribute, NeAttribute }.OfType<string>().Distinct().Select(scope.Attribute)],
        Threshold = place.Without(Kind.Key),
    };

    private static IEnumerable<JsonObject> Shapes(ShapeScope scope)
    {
        foreach (var type in Enum.GetValues<PropertyType>())
        {
            if (scope.NamesOf(type) is not { Length: > 0 } names)
                continue;
            var shape = new ObjectShape().Must("property", Shape.Enum(names));
            string[] attributes = [.. scope.Schema.Attributes.Where(a => a.Type == type).Select(a => a.Name)];
            if (attributes.Length > 0)
                shape.May("eqAttribute", Shape.Enum(attributes)).May("neAttribute", Shape.Enum(attributes));
            ValueCondition.AddTo(scope, type, shape, "eqAttribute", "neAttribute");
            yield return shape.Build();
        }
    }

    private static PropertyCondition? Read(ReadState state, ObjectReader reader, ReadScope scope)
    {
        var name = reader.TakeString("property", out var place);
        if (name is null || scope.FindProperty(state, place, name) is not { } property)
        {
            // Without its type nothing more can be said of the operators.
            reader.Forget();
            return null;
        }

        var count = reader.Left.Count;
        var equal = Comparable(state, reader.Take("eqAttribute"), property);
        var different = Comparable(state, reader.Take("neAttribute"), property);
        var value = ValueCondition.Take(state, reader, property.Type, hasMore: reader.Left.Count < count);
        return value is null ? null : new PropertyCondition(scope.Event!.Name, property.Name, property.Type, value, equal, different);
    }

    private static string? Comparable(ReadState state, JsonPlace? place, PropertyDefinition property)
    {
        if (place is not { } at || AttributeCondition.Find(state, at) is not { } attribute)
            return null;
        if (attribute.Type == property.Type)
            return attribute.Name;
        state.Report(RuleCodes.WrongType, at.Path, $"attribute \"{attribute.Name}\" is of type {PropertyTypes.NameOf(attribute.Type)} and property \"{property.Name}\" of type {PropertyTypes.NameOf(property.Type)}: they cannot be compared");
        return null;
    }
}
