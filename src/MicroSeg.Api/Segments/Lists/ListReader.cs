using System.Text.Json;
using MicroSeg.Api.Storage;
using MicroSeg.Api.Web;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using JsonOptions = Microsoft.AspNetCore.Http.Json.JsonOptions;

namespace MicroSeg.Api.Segments.Lists;

/// <summary>Reads lists back as they were uploaded, those ids included that no customer has.</summary>
internal sealed class ListReader(IDbContextFactory<MicroSegDbContext> store, IOptions<JsonOptions> json)
{
    /// <summary>A page of a list.</summary>
    public async Task<ListPage> PageAsync(string key, int limit, string? cursor, CancellationToken cancellationToken)
    {
        await using var db = await store.CreateDbContextAsync(cancellationToken);
        var list = await FindAsync(db, key, cancellationToken);
        var ids = InOrder(db, list, Cursor.Decode(cursor));
        var found = await ids.Take(limit + 1).ToListAsync(cancellationToken);
        return new ListPage(key, await db.IdsOf(list).CountAsync(cancellationToken), [.. found.Take(limit)], found.Count > limit ? Cursor.Encode(found[limit - 1]) : null);
    }

    /// <summary>Writes a whole list, an id a line.</summary>
    public async Task WriteAsync(string key, string type, HttpResponse response, CancellationToken cancellationToken)
    {
        await using var db = await store.CreateDbContextAsync(cancellationToken);
        var ids = InOrder(db, await FindAsync(db, key, cancellationToken), null).AsAsyncEnumerable();
        var options = json.Value.SerializerOptions;
        await (type switch
        {
            LineExport.Ndjson => LineExport.WriteAsync(ids, response, type, null, (id, output) => output.Put(JsonSerializer.Serialize(id, options) + "\n"), cancellationToken),
            LineExport.Csv => LineExport.WriteAsync(ids, response, LineExport.CsvType, "id\r\n", static (id, output) => output.Put(CsvText.Cell(id) + "\r\n"), cancellationToken),
            _ => LineExport.WriteAsync(ids, response, LineExport.TextType, null, static (id, output) => output.Put(id + "\n"), cancellationToken),
        });
    }

    private static IQueryable<string> InOrder(MicroSegDbContext db, long list, string? after)
    {
        var ids = db.IdsOf(list).Select(l => l.Customer);
        return (after is null ? ids : ids.Where(id => id.CompareTo(after) > 0)).OrderBy(id => id);
    }

    private static async Task<long> FindAsync(MicroSegDbContext db, string key, CancellationToken cancellationToken)
    {
        var segment = await db.Set<Segment>().AsNoTracking().Where(s => s.Key == key).Select(s => new { s.ListId }).SingleOrDefaultAsync(cancellationToken) ?? throw SegmentErrors.NotFound(key);
        return segment.ListId ?? throw SegmentErrors.NoList(key);
    }
}
