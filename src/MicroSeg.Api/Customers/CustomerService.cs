using System.Text.Json;
using MicroSeg.Api.Intake;
using MicroSeg.Api.Intake.Records;
using MicroSeg.Api.Schema;
using MicroSeg.Api.Storage;
using MicroSeg.Api.Storage.Bulk;
using MicroSeg.Api.Storage.Changes;
using Microsoft.EntityFrameworkCore;

namespace MicroSeg.Api.Customers;

/// <summary>Takes, reads and erases customers.</summary>
internal sealed class CustomerService(
    IntakeRunner intake,
    BulkWriter writer,
    IDbContextFactory<MicroSegDbContext> store,
    SchemaCatalog schema,
    IEnumerable<ICustomerData> data,
    ChangeTails tails,
    TimeProvider time) : IIntakeTarget<CustomerPatch>
{
    bool IIntakeTarget<CustomerPatch>.TakesCsv => true;

    /// <summary>Takes a body of customers.</summary>
    public async Task<IntakeReply> TakeAsync(HttpRequest request, CancellationToken cancellationToken) => (await intake.RunAsync(request, this, cancellationToken)).ToReply();

    /// <summary>Reads a customer; null when there is none.</summary>
    public async Task<(CustomerReply Reply, long Version)?> FindAsync(string id, CancellationToken cancellationToken)
    {
        await using var db = await store.CreateDbContextAsync(cancellationToken);
        var row = await db.Set<Customer>().AsNoTracking().SingleOrDefaultAsync(c => c.Id == id, cancellationToken);
        return row is null ? null : (new CustomerReply(id, JsonElement.Parse(row.Attributes), row.CreatedAt, row.UpdatedAt), row.ChangeNumber);
    }

    /// <summary>Erases a customer.</summary>
    /// <returns>Whether there was such a customer.</returns>
    public async Task<bool> EraseAsync(string id, CancellationToken cancellationToken)
    {
        var erased = await writer.WriteAsync(new EraseCustomer(id, data, time.GetUtcNow()), cancellationToken);
        if (erased.Result)
            await tails.WhenAppliedAsync(erased.Number, cancellationToken);
        return erased.Result;
    }

    RecordParser<CustomerPatch> IIntakeTarget<CustomerPatch>.ParserFor(SchemaState state) => new CustomerParser(state);

    BulkOperation<WriteCounts> IIntakeTarget<CustomerPatch>.Write(List<CustomerPatch> rows, bool moreFollows) =>
        new MergeCustomers(rows, schema, StoredInstant.ToMicroseconds(time.GetUtcNow())) { MoreFollows = moreFollows };
}
