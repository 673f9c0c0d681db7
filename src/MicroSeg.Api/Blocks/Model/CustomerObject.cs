using MicroSeg.Api.Blocks.Compilation;
using MicroSeg.Api.Membership;
using MicroSeg.Templates;

namespace MicroSeg.Api.Blocks.Model;

/// <summary>
/// The attributes of a customer that the variant was found to read, and no others: what is not part of the class cannot reach the
/// content that the class shares, and what is only written out is a hole in it.
/// </summary>
internal sealed class CustomerObject(CustomerView customer, ClassFields fields) : ITemplateObject
{
    public IEnumerable<string> Names => fields.Attributes.Where(name => customer.TryGetAttribute(name, out _));

    public bool TryGet(string name, out TemplateValue value)
    {
        if (fields.Attributes.Contains(name, StringComparer.Ordinal) && customer.TryGetAttribute(name, out var attribute))
            value = TemplateValues.From(attribute);
        else if (fields.Holes.IndexOf(name, 0, fields.Holes.Length, StringComparer.Ordinal) is >= 0 and var hole)
            value = TemplateValue.Hole(hole);
        else if (fields.UsesCustomerId && name == RootNames.CustomerId)
            value = TemplateValue.From(customer.Id);
        else
            value = TemplateValue.Undefined;
        return value.Kind != TemplateValueKind.Undefined;
    }
}
