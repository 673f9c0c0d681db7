using MicroSeg.Api.Schema;
using MicroSeg.Api.Storage;
using Microsoft.EntityFrameworkCore;

namespace MicroSeg.Api.Customers;

/// <summary>Stored customers lean on the attributes.</summary>
internal sealed class CustomerDependents(IDbContextFactory<MicroSegDbContext> store) : ISchemaDependents
{
    public async Task<IReadOnlyList<string>> DependentsOnAsync(SchemaPart part, CancellationToken cancellationToken)
    {
        if (part.Kind != SchemaKind.Attribute)
            return [];
        await using var db = await store.CreateDbContextAsync(cancellationToken);
        return await db.Set<Customer>().AnyAsync(c => c.Id != null, cancellationToken) ? ["stored customers"] : [];
    }
}
