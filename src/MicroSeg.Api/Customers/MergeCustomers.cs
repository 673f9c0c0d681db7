using MicroSeg.Api.Schema;
using MicroSeg.Api.Intake;
using MicroSeg.Api.Storage.Bulk;
using MicroSeg.Api.Storage.Changes;

namespace MicroSeg.Api.Customers;

/// <summary>Merges patches into customers in their order, and creates those that are unknown. What changes nothing is not written.</summary>
internal sealed class MergeCustomers(List<CustomerPatch> patches, SchemaCatalog schema, long now) : BulkOperation<WriteCounts>
{
    public override int Size { get; } = patches.Count;

    protected override async Task<WriteCounts> WriteAsync(BulkTransaction transaction, CancellationToken cancellationToken)
    {
        var stored = await transaction.FindCustomersAsync([.. patches.Select(p => p.Id).Distinct(StringComparer.Ordinal)], cancellationToken);
        var merged = Merge(stored);

        var added = new List<CustomerRow>();
        var updated = new List<CustomerRow>();
        var ordinal = merged.Count == 0 ? 0 : await transaction.NextOrdinalAsync(cancellationToken);
        var number = merged.Count == 0 ? 0 : transaction.Changes.Take(ChangeKind.Customers, count: merged.Count);
        foreach (var (id, attributes) in merged)
        {
            if (stored.TryGetValue(id, out var customer))
                updated.Add(new(customer.Ordinal, id, attributes, now, number++));
            else
                added.Add(new(ordinal++, id, attributes, now, number++));
        }

        await transaction.AddCustomersAsync(added, cancellationToken);
        await transaction.UpdateCustomersAsync(updated, cancellationToken);
        return new(patches.Count, 0);
    }

    protected override void Release() => patches.Clear();

    // The customers that come out changed, in order of their first mention.
    private OrderedDictionary<string, string> Merge(IReadOnlyDictionary<string, StoredCustomer> stored)
    {
        var attributes = new OrderedDictionary<string, string>(StringComparer.Ordinal);
        var merge = new AttributesMerge();
        foreach (var patch in patches)
        {
            var before = attributes.TryGetValue(patch.Id, out var earlier) ? earlier : stored.TryGetValue(patch.Id, out var customer) ? customer.Attributes : null;
            var after = before is null ? patch.Json : merge.Merge(before, patch, schema.Audience);
            if (after != before)
                attributes[patch.Id] = after;
        }

        return attributes;
    }
}
