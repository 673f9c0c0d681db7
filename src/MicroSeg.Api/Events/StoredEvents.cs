using MicroSeg.Api.Customers;
using MicroSeg.Api.Schema;
using MicroSeg.Api.Storage;
using Microsoft.EntityFrameworkCore;

namespace MicroSeg.Api.Events;

/// <summary>Stored events lean on the event types, and are erased with their customer.</summary>
internal sealed class StoredEvents(IDbContextFactory<MicroSegDbContext> store, SchemaCatalog schema) : ISchemaDependents, ICustomerData
{
    public async Task<IReadOnlyList<string>> DependentsOnAsync(SchemaPart part, CancellationToken cancellationToken)
    {
        if (part.Kind != SchemaKind.Event)
            return [];
        var type = schema.Audience.EventIndex(part.Name);
        await using var db = await store.CreateDbContextAsync(cancellationToken);
        return await db.Set<CustomerEvent>().AnyAsync(e => e.Type == type, cancellationToken) ? ["stored events"] : [];
    }

    public async Task EraseAsync(MicroSegDbContext db, int ordinal, CancellationToken cancellationToken) =>
        await (await db.EventsOfAsync(ordinal, cancellationToken)).ExecuteDeleteAsync(cancellationToken);
}
