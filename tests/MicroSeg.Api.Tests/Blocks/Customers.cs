using MicroSeg.Api.Membership;
using MicroSeg.Audience.Evaluation;
using MicroSeg.Audience.Index;
using MicroSeg.Audience.Schema;

namespace MicroSeg.Api.Tests.Blocks;

/// <summary>Customers without a store.</summary>
internal static class Customers
{
    /// <summary>A customer with some text attributes; null is a missing one.</summary>
    public static CustomerView Of(string id, params (string Name, string? Value)[] attributes)
    {
        var schema = attributes.Aggregate(AudienceSchema.Empty, (s, a) => s.WithAttribute(new PropertyDefinition(a.Name, PropertyType.String)));
        var index = new AudienceIndex(schema);
        index.UpsertCustomer(0, id, [.. attributes.Where(a => a.Value is not null).Select(a => (schema.AttributeIndex(a.Name), PropertyValue.Of(a.Value!)))]);
        return new CustomerView(id, 0, index, MembershipState.Nothing, new CustomerEvaluator(EvaluationOptions.Default));
    }

    /// <summary>A customer with text attributes and sets, and the schema that has them.</summary>
    public static (CustomerView View, AudienceSchema Schema) With(string id, (string Name, string? Value)[] texts, (string Name, string[] Members)[] sets)
    {
        var schema = texts.Aggregate(AudienceSchema.Empty, (s, a) => s.WithAttribute(new PropertyDefinition(a.Name, PropertyType.String)));
        schema = sets.Aggregate(schema, (s, a) => s.WithAttribute(new PropertyDefinition(a.Name, PropertyType.StringSet)));
        var values = texts.Where(t => t.Value is not null).Select(t => (schema.AttributeIndex(t.Name), PropertyValue.Of(t.Value!)))
            .Concat(sets.Select(t => (schema.AttributeIndex(t.Name), PropertyValue.Of(t.Members))));
        var index = new AudienceIndex(schema);
        index.UpsertCustomer(0, id, [.. values]);
        return (new CustomerView(id, 0, index, MembershipState.Nothing, new CustomerEvaluator(EvaluationOptions.Default)), schema);
    }
}
