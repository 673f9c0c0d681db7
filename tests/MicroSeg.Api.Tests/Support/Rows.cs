using MicroSeg.Api.Customers;
using MicroSeg.Api.Events;
using MicroSeg.Api.Storage;
using MicroSeg.Api.Storage.Changes;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace MicroSeg.Api.Tests.Support;

/// <summary>What is in the store.</summary>
internal static class Rows
{
    public static async Task<List<(int Ordinal, string? Id)>> CustomersAsync(TestApi api)
    {
        await using var db = Open(api);
        return [.. (await db.Set<Customer>().AsNoTracking().OrderBy(c => c.Ordinal).ToListAsync()).Select(c => (c.Ordinal, c.Id))];
    }

    public static async Task<List<CustomerEvent>> EventsAsync(TestApi api)
    {
        await using var db = Open(api);
        return await db.Set<CustomerEvent>().AsNoTracking().OrderBy(e => e.Number).ToListAsync();
    }

    public static async Task<List<Change>> ChangesAsync(TestApi api)
    {
        await using var db = Open(api);
        return await db.Set<Change>().AsNoTracking().OrderBy(e => e.Number).ToListAsync();
    }

    public static MicroSegDbContext Open(TestApi api) => api.Services.GetRequiredService<IDbContextFactory<MicroSegDbContext>>().CreateDbContext();
}
