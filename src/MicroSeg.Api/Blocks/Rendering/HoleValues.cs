using System.Collections.Immutable;
using MicroSeg.Api.Blocks.Compilation;
using MicroSeg.Api.Blocks.Model;
using MicroSeg.Api.Membership;
using MicroSeg.Templates;

namespace MicroSeg.Api.Blocks.Rendering;

/// <summary>A customer's values for the holes of a variant's render.</summary>
/// <param name="customer">The customer.</param>
/// <param name="holes">The variant's <see cref="ClassFields.Holes"/>.</param>
internal sealed class HoleValues(CustomerView customer, ImmutableArray<string> holes)
{
    /// <summary>The value of a hole; undefined when the customer has none.</summary>
    public TemplateValue Of(int id) =>
        customer.TryGetAttribute(holes[id], out var value) ? TemplateValues.From(value)
        : holes[id] == RootNames.CustomerId ? TemplateValue.From(customer.Id)
        : TemplateValue.Undefined;
}
