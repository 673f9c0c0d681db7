using MicroSeg.Api.Storage;

namespace MicroSeg.Api.Customers;

/// <summary>Data about customers that a slice keeps, so that erasing a customer leaves nothing behind.</summary>
internal interface ICustomerData
{
    /// <summary>Deletes what is kept of a customer, in the transaction of <paramref name="db"/>.</summary>
    Task EraseAsync(MicroSegDbContext db, int ordinal, CancellationToken cancellationToken);
}
