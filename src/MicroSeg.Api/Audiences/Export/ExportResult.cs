using System.Globalization;
using System.IO.Compression;
using System.IO.Pipelines;

namespace MicroSeg.Api.Audiences.Export;

/// <summary>Sends an export, compressed when the client takes that. Nothing is sent before it is known to be good; a fault afterwards cuts the connection.</summary>
internal sealed class ExportResult(AudienceExport export, IExportFormat format) : IResult
{
    private const string Gzip = "gzip";

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var (response, cancellationToken) = (httpContext.Response, httpContext.RequestAborted);
        response.ContentType = format.ContentType;
        response.Headers.Vary = "Accept, Accept-Encoding";
        response.Headers.CacheControl = "no-store";
        response.Headers["X-MicroSeg-Count"] = export.Audience.Members.Count.ToString(CultureInfo.InvariantCulture);
        response.Headers["X-MicroSeg-As-Of"] = export.Audience.AsOf.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'", CultureInfo.InvariantCulture);
        response.Headers["X-MicroSeg-Cursor"] = export.Here;
        if (export.Next is { } next)
            response.Headers["X-MicroSeg-Next"] = next;
        await format.DescribeAsync(response.Headers, cancellationToken);
        if (!TakesGzip(httpContext.Request))
        {
            await format.WriteAsync(export, response.BodyWriter, cancellationToken);
            return;
        }

        response.Headers.ContentEncoding = Gzip;
        await using var gzip = new GZipStream(response.Body, CompressionLevel.Fastest, leaveOpen: true);
        var output = PipeWriter.Create(gzip, new StreamPipeWriterOptions(leaveOpen: true));
        await format.WriteAsync(export, output, cancellationToken);
        await output.CompleteAsync();
    }

    private static bool TakesGzip(HttpRequest request) => request.GetTypedHeaders().AcceptEncoding.Any(e => e.Value.Equals(Gzip, StringComparison.OrdinalIgnoreCase) && e.Quality is not 0);
}
