using System.IO.Pipelines;
using MicroSeg.Api.Storage;
using MicroSeg.Audience.Bitmaps;
using Microsoft.EntityFrameworkCore;

namespace MicroSeg.Api.Audiences.Export;

/// <summary>
/// The portable Roaring format of the customers' ordinals: a bit per customer at most. An ordinal is a customer's number in the store; it is the same
/// on every node of that store, and is never given to another customer. A header names the store.
/// </summary>
internal sealed class RoaringExportFormat(IDbContextFactory<MicroSegDbContext> store) : IExportFormat
{
    public const string Type = "application/vnd.roaring";

    /// <summary>The header that says whose ordinals they are.</summary>
    public const string OrdinalsHeader = "X-MicroSeg-Ordinals";

    public string MediaType => Type;

    public string ContentType => Type;

    public async Task DescribeAsync(IHeaderDictionary headers, CancellationToken cancellationToken)
    {
        await using var db = await store.CreateDbContextAsync(cancellationToken);
        headers[OrdinalsHeader] = $"store={await StoreIdentity.OfAsync(db, cancellationToken)}";
    }

    public Task WriteAsync(AudienceExport export, PipeWriter output, CancellationToken cancellationToken) =>
        output.WriteAsync(RoaringFormat.Write(export.Members), cancellationToken).AsTask();
}
