using System.Text.Json.Nodes;
using MicroSeg.Audience.Rules.Operators;
using MicroSeg.Audience.Rules.Reading;
using MicroSeg.Audience.Rules.Shapes;
using MicroSeg.Audience.Schema;

namespace MicroSeg.Audience.Rules.Conditions;

/// <summary>What conditions on a customer's attribute and on an event's property have in common: operators, and what a missing value does.</summary>
/// <param name="Exists">What <c>exists</c> asks for, or null.</param>
/// <param name="Operators">The other operators; together they mean <em>and</em>.</param>
/// <param name="OrMissing">Whether a missing value satisfies the operators too.</param>
internal sealed record ValueCondition(bool? Exists, ValueList<ValueOperator> Operators, bool OrMissing)
{
    private const string OrMissingKey = "orMissing";

    public string Phrase()
    {
        var parts = Operators.Select(o => o.Phrase());
        if (Exists is { } present)
            parts = parts.Prepend(new ExistsOperator(present).Phrase());
        return string.Join(" and ", parts) + (OrMissing ? " or is not known" : "");
    }

    /// <summary>Takes operators and <c>orMissing</c>. The caller finishes the object.</summary>
    /// <param name="state">The reading.</param>
    /// <param name="reader">The object.</param>
    /// <param name="type">The type of the value.</param>
    /// <param name="hasMore">Whether the caller has taken conditions of its own, so that none need be left.</param>
    public static ValueCondition? Take(ReadState state, ObjectReader reader, PropertyType type, bool hasMore = false)
    {
        var orMissing = reader.TakeFlag(OrMissingKey);
        if (ValueOperators.Take(state, reader, type) is not { } operators)
            return null;
        if (operators.Count == 0 && !hasMore && reader.Left.Count == 0)
            ValueOperators.ReportNone(state, reader.Place, type);
        bool? exists = operators.OfType<ExistsOperator>().FirstOrDefault()?.Present;
        if (exists is not null && orMissing)
            state.Report(RuleCodes.KeyConflict, reader.Place.PathOf(OrMissingKey), "\"exists\" and \"orMissing\" cannot stand together: the one asks what the other leaves open");
        return new ValueCondition(exists, [.. operators.Where(o => o is not ExistsOperator)], orMissing);
    }

    /// <summary>Adds what <see cref="Take"/> takes to the shape of an object.</summary>
    /// <param name="scope">The scope.</param>
    /// <param name="type">The type of the value.</param>
    /// <param name="shape">The object.</param>
    /// <param name="others">Keys that will do in the place of an operator.</param>
    public static void AddTo(ShapeScope scope, PropertyType type, ObjectShape shape, params IReadOnlyList<string> others)
    {
        ValueOperators.AddTo(scope, type, shape);
        shape.May(OrMissingKey, Shape.Boolean)
            .AtLeastOneOf([.. OperatorRegistry.NamesFor(type), .. others])
            .Not(new JsonObject
            {
                ["required"] = new JsonArray(ExistsOperator.Name, OrMissingKey),
                ["properties"] = new JsonObject { [OrMissingKey] = new JsonObject { ["const"] = true } },
            });
    }
}
