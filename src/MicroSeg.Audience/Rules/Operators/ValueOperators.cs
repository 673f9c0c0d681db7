using System.Text.Json.Nodes;
using MicroSeg.Audience.Evaluation;
using MicroSeg.Audience.Rules.Reading;
using MicroSeg.Audience.Rules.Shapes;
using MicroSeg.Audience.Schema;

namespace MicroSeg.Audience.Rules.Operators;

/// <summary>Reads the operators that stand in one object; together they mean <em>and</em>.</summary>
internal static class ValueOperators
{
    private const string IgnoreCaseKey = "ignoreCase";

    /// <summary>Takes every operator among the keys that are left, and reports those that are for other types. The caller finishes the object.</summary>
    public static ValueList<ValueOperator>? Take(ReadState state, ObjectReader reader, PropertyType type)
    {
        var ignoreCase = type == PropertyType.String && reader.TakeFlag(IgnoreCaseKey);
        var reading = new OperatorReading(state, reader, type, ignoreCase);
        var operators = new List<ValueOperator>();
        var isGood = true;
        foreach (var name in reader.Left)
        {
            // An operator's further keys may have been taken with an earlier one.
            if (!reader.Has(name))
                continue;
            if (OperatorRegistry.Find(name, type) is { } kind)
            {
                var read = kind.Read(reading, reader.Take(name)!.Value);
                isGood &= read is not null;
                if (read is not null)
                    operators.Add(read);
            }
            else if (OperatorRegistry.IsKnown(name) || name == IgnoreCaseKey)
            {
                isGood = false;
                _ = reader.Take(name);
                state.Report(RuleCodes.OperatorNotForType, reader.Place.PathOf(name), $"\"{name}\" is not for values of type {PropertyTypes.NameOf(type)} (known: {string.Join(", ", OperatorRegistry.NamesFor(type))})");
            }
        }

        reader.Know(OperatorRegistry.NamesFor(type));
        return isGood ? [.. operators] : null;
    }

    /// <summary>Reads an object that holds operators and nothing else, at least one.</summary>
    public static ValueList<ValueOperator>? ReadObject(ReadState state, JsonPlace place, PropertyType type) =>
        ObjectReader.Open(state, place, $"an object of operators: {string.Join(", ", OperatorRegistry.NamesFor(type))}") is { } reader ? TakeRest(state, reader, type) : null;

    /// <summary>Takes what is left of an object, which are operators and nothing else, at least one.</summary>
    public static ValueList<ValueOperator>? TakeRest(ReadState state, ObjectReader reader, PropertyType type)
    {
        var operators = Take(state, reader, type);
        if (operators is { Count: 0 } && reader.Left.Count == 0)
            ReportNone(state, reader.Place, type);
        reader.Finish();
        return operators is { Count: > 0 } ? operators : null;
    }

    /// <summary>Adds what <see cref="Take"/> takes to the shape of an object.</summary>
    public static void AddTo(ShapeScope scope, PropertyType type, ObjectShape shape)
    {
        OperatorRegistry.AddTo(scope, type, shape);
        if (type == PropertyType.String)
            shape.May(IgnoreCaseKey, Shape.Boolean);
    }

    /// <summary>What <see cref="ReadObject"/> reads.</summary>
    public static JsonObject ObjectShape(ShapeScope scope, PropertyType type) => scope.Define($"{PropertyTypes.NameOf(type)}Operators", () =>
    {
        var shape = new ObjectShape().AtLeastOneOf(OperatorRegistry.NamesFor(type));
        AddTo(scope, type, shape);
        return shape.Build();
    });

    public static void ReportNone(ReadState state, JsonPlace place, PropertyType type) =>
        state.Report(RuleCodes.NoOperator, place.Path, $"found no operator, expected at least one of {string.Join(", ", OperatorRegistry.NamesFor(type))}");

    /// <summary>The keys that satisfy operators that do not depend on time.</summary>
    public static KeySet FixedKeys(IEnumerable<ValueOperator> operators) =>
        operators.Aggregate(KeySet.All, (keys, o) => keys.Intersect(o.Keys(new ZoneClock(TimeZoneInfo.Utc, 0))));

    public static string Phrase(IEnumerable<ValueOperator> operators) => string.Join(" and ", operators.Select(o => o.Phrase()));

    public static TimeUse Uses(IEnumerable<ValueOperator> operators) => operators.Aggregate(TimeUse.None, (use, o) => use | o.Uses);
}
