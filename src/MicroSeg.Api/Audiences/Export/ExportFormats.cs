using System.Collections.Frozen;
using Microsoft.Net.Http.Headers;

namespace MicroSeg.Api.Audiences.Export;

/// <summary>The formats by media type.</summary>
internal sealed class ExportFormats(IEnumerable<IExportFormat> formats)
{
    /// <summary>All media types, the one that is taken for granted first.</summary>
    public static IReadOnlyList<string> MediaTypes { get; } = [NdjsonFormat.Type, CsvFormat.Type, RoaringExportFormat.Type];

    private readonly FrozenDictionary<string, IExportFormat> _byType = formats.ToFrozenDictionary(f => f.MediaType, StringComparer.OrdinalIgnoreCase);

    /// <summary>The format that a request would rather have; NDJSON when it doesn't say.</summary>
    /// <exception cref="Web.ApiException">406: there is no format that it takes.</exception>
    public IExportFormat For(HttpRequest request)
    {
        var accepted = request.GetTypedHeaders().Accept;
        if (accepted.Count == 0)
            return _byType[NdjsonFormat.Type];
        var wanted = accepted.Where(a => a.Quality is not 0).OrderByDescending(a => a, MediaTypeHeaderValueComparer.QualityComparer)
            .Select(a => MediaTypes.FirstOrDefault(t => MediaTypeHeaderValue.Parse(t).IsSubsetOf(a))).FirstOrDefault(t => t is not null);
        return wanted is null ? throw AudienceErrors.NotAcceptable() : _byType[wanted];
    }
}
