using MicroSeg.Api.Storage.Bulk;
using MicroSeg.Api.Storage.Changes;
using Microsoft.EntityFrameworkCore;

namespace MicroSeg.Api.Customers;

/// <summary>Erases a customer: attributes, events and id. The row stays with nothing but the ordinal, which is never given again.</summary>
/// <param name="id">The customer.</param>
/// <param name="data">Everything else that is kept of customers.</param>
/// <param name="now">The time.</param>
internal sealed class EraseCustomer(string id, IEnumerable<ICustomerData> data, DateTimeOffset now) : BulkOperation<bool>
{
    public override int Size => 100;

    /// <returns>Whether there was such a customer.</returns>
    protected override async Task<bool> WriteAsync(BulkTransaction transaction, CancellationToken cancellationToken)
    {
        var found = await transaction.FindCustomersAsync([id], cancellationToken);
        if (!found.TryGetValue(id, out var customer))
            return false;

        foreach (var slice in data)
            await slice.EraseAsync(transaction.Db, customer.Ordinal, cancellationToken);
        var number = transaction.Changes.Take(ChangeKind.CustomerErased, customer.Ordinal.ToString(System.Globalization.CultureInfo.InvariantCulture));
        await transaction.Db.Set<Customer>().Where(c => c.Ordinal == customer.Ordinal).ExecuteUpdateAsync(
            set => set.SetProperty(c => c.Id, (string?)null).SetProperty(c => c.Attributes, "{}").SetProperty(c => c.CreatedAt, now).SetProperty(c => c.UpdatedAt, now).SetProperty(c => c.ChangeNumber, number),
            cancellationToken);
        transaction.ForgetOrdinals();
        return true;
    }
}
