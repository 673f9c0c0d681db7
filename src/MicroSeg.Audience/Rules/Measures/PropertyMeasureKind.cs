using System.Text.Json;
using System.Text.Json.Nodes;
using MicroSeg.Audience.Rules.Operators;
using MicroSeg.Audience.Rules.Reading;
using MicroSeg.Audience.Rules.Shapes;
using MicroSeg.Audience.Schema;

namespace MicroSeg.Audience.Rules.Measures;

/// <summary>A measure of a property: <c>{ "of": "price", "gte": 500 }</c>.</summary>
/// <param name="Name">Its key.</param>
/// <param name="Types">The types of properties that it is for.</param>
/// <param name="Create">Makes it from the property, its type, and operators.</param>
/// <param name="Result">The type of its result; null for that of the property.</param>
internal sealed record PropertyMeasureKind(string Name, PropertyType[] Types, Func<string, PropertyType, ValueList<ValueOperator>, Measure> Create, PropertyType? Result = null)
{
    /// <summary>Reads the measure with its operators.</summary>
    public Measure? Read(ReadState state, JsonPlace place, MeasureScope scope)
    {
        if (ObjectReader.Open(state, place, "an object such as { \"of\": \"price\", \"gte\": 500 }") is not { } reader
            || reader.Require("of", "the name of a property") is not { } of
            || FindProperty(state, of, scope.Events, Types) is not { } property)
            return null;
        return ValueOperators.TakeRest(state, reader, Result ?? property.Type) is { } operators ? Create(property.Name, property.Type, operators) : null;
    }

    /// <summary>Adds the measure to the shape of a condition on events.</summary>
    public void AddTo(ShapeScope scope, ObjectShape condition)
    {
        JsonObject[] shapes = [.. Types.Where(type => scope.NamesOf(type).Length > 0).Select(type => ShapeOf(scope, type))];
        if (shapes.Length > 0)
            condition.May(Name, Shape.OneOf(shapes));
    }

    /// <summary>The measure, without operators, of the property that is named in a place and whose result is a number of one of some types.</summary>
    public Measure? Of(ReadState state, JsonPlace place, ReadScope events, PropertyType[] results) =>
        FindProperty(state, place, events, TypesOf(results)) is { } property ? Create(property.Name, property.Type, []) : null;

    /// <summary>The types of properties that <see cref="Of"/> takes.</summary>
    public PropertyType[] TypesOf(PropertyType[] results) => Result is null ? [.. Types.Intersect(results)] : Types;

    private JsonObject ShapeOf(ShapeScope scope, PropertyType type)
    {
        var shape = new ObjectShape().Must("of", Shape.Enum(scope.NamesOf(type))).AtLeastOneOf(OperatorRegistry.NamesFor(Result ?? type));
        ValueOperators.AddTo(scope, Result ?? type, shape);
        return shape.Build();
    }

    private PropertyDefinition? FindProperty(ReadState state, JsonPlace place, ReadScope events, PropertyType[] types)
    {
        if (place.Json.ValueKind != JsonValueKind.String)
        {
            state.ReportShape(place, "the name of a property");
            return null;
        }

        if (events.FindProperty(state, place, place.Json.GetString()!) is not { } property)
            return null;
        if (types.Contains(property.Type))
            return property;
        state.Report(RuleCodes.WrongType, place.Path, $"\"{property.Name}\" is of type {PropertyTypes.NameOf(property.Type)}, \"{Name}\" is for {string.Join(", ", types.Select(PropertyTypes.NameOf))}");
        return null;
    }
}
