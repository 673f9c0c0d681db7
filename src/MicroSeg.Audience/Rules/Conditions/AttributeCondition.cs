using System.Text.Json.Nodes;
using MicroSeg.Audience.Evaluation;
using MicroSeg.Audience.Evaluation.Explaining;
using MicroSeg.Audience.Rules.Operators;
using MicroSeg.Audience.Rules.Reading;
using MicroSeg.Audience.Rules.Shapes;
using MicroSeg.Audience.Schema;

namespace MicroSeg.Audience.Rules.Conditions;

/// <summary><c>{ "attribute": "age", "gte": 30 }</c>: a customer's own attribute.</summary>
internal sealed record AttributeCondition(string Attribute, PropertyType Type, ValueCondition Value) : SegmentRule
{
    public static ConditionKind Kind { get; } = new("attribute", Read, Shapes);

    internal override string Phrase() => $"the customer's {Attribute} {Value.Phrase()}";

    internal override void Collect(RuleReferences references)
    {
        references.AddAttribute(Attribute);
        references.AddTime(ValueOperators.Uses(Value.Operators));
    }

    internal override PlanNode Compile(PlanScope scope) => scope.Column(Attribute, scope.Schema.AttributeIndex(Attribute), Type, Value);

    internal override Explanation Explain(ExplainScope scope, JsonPlace place) =>
        scope.Leaf(this, Kind.Key, place) with { Seen = [scope.Attribute(Attribute)], Threshold = place.Without(Kind.Key) };

    /// <summary>Finds an attribute by its name, or reports that there is none.</summary>
    internal static PropertyDefinition? Find(ReadState state, JsonPlace place)
    {
        if (place.Json.ValueKind != System.Text.Json.JsonValueKind.String)
        {
            state.ReportShape(place, "the name of an attribute");
            return null;
        }

        var name = place.Json.GetString()!;
        if (state.Schema.FindAttribute(name) is { } attribute)
            return attribute;
        state.ReportUnknown(RuleCodes.UnknownAttribute, place.Path, "attribute", name, [.. state.Schema.Attributes.Select(a => a.Name)]);
        return null;
    }

    private static IEnumerable<JsonObject> Shapes(ShapeScope scope)
    {
        foreach (var type in Enum.GetValues<PropertyType>())
        {
            if (scope.NamesOf(type) is not { Length: > 0 } names)
                continue;
            var shape = new ObjectShape().Must("attribute", Shape.Enum(names));
            ValueCondition.AddTo(scope, type, shape);
            yield return shape.Build();
        }
    }

    private static AttributeCondition? Read(ReadState state, ObjectReader reader, ReadScope scope)
    {
        if (Find(state, reader.Take("attribute")!.Value) is not { } attribute)
        {
            // Without its type nothing more can be said of the operators.
            reader.Forget();
            return null;
        }

        return ValueCondition.Take(state, reader, attribute.Type) is { } value ? new AttributeCondition(attribute.Name, attribute.Type, value) : null;
    }
}
