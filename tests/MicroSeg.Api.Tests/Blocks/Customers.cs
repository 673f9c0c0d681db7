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
}
