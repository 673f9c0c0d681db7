using System.Text;
using System.Text.Json;
using MicroSeg.Api.Audience;
using MicroSeg.Api.Audiences.Sets;
using MicroSeg.Api.Web;
using MicroSeg.Audience.Bitmaps;
using MicroSeg.Audience.Hashing;
using Microsoft.Extensions.Options;

namespace MicroSeg.Api.Audiences.Export;

/// <summary>Prepares exports and their continuations.</summary>
internal sealed class ExportService(LiveAudience audience, AudienceService audiences, IOptions<AudienceSetOptions> options)
{
    /// <summary>Prepares an export, or the rest of one.</summary>
    /// <param name="request">Who and what.</param>
    /// <param name="cursor">Where to go on; null at the beginning.</param>
    /// <param name="after">The last customer that was received whole, where a part was cut off.</param>
    /// <param name="rows">The most customers of this part; all when null.</param>
    /// <param name="cancellationToken">Ends the evaluation.</param>
    /// <exception cref="ApiException">400 with every finding; 409 when a segment has been redefined since the export began.</exception>
    public async Task<AudienceExport> PrepareAsync(ExportRequest request, string? cursor, string? after, int? rows, CancellationToken cancellationToken)
    {
        var findings = new List<Finding>();
        request.CheckColumns(findings, audience.Index.Schema, options.Value);
        if (rows < 1)
            findings.Add(new Finding("rows", AudienceErrors.Invalid, $"found {rows}, expected 1 or more"));
        var begun = ExportCursor.Decode(cursor);
        var from = Math.Max(begun?.From ?? 0, Behind(after, begun));
        var resolved = await audiences.ResolveAsync(request, begun?.Bound, findings, cancellationToken);
        var here = new ExportCursor(from, HashOf(request), resolved.Versions, resolved.Bound);
        if (begun is not null && begun.Request != here.Request)
            throw AudienceErrors.OtherCursor();
        if (begun is not null && begun.Versions != here.Versions)
            throw AudienceErrors.Redefined();
        var to = EndOf(resolved.Members, from, rows);
        return new AudienceExport(resolved, from, to ?? int.MaxValue, here.Encode(), to is { } next ? (here with { From = next }).Encode() : null, ColumnsOf(request, resolved));
    }

    private int Behind(string? after, ExportCursor? begun)
    {
        if (string.IsNullOrEmpty(after))
            return 0;
        if (begun is null)
            throw AudienceErrors.AfterNeedsCursor();
        return audience.Index.Keys.TryGetOrdinal(after, out var ordinal) ? ordinal + 1 : throw AudienceErrors.UnknownAfter(after);
    }

    private static int? EndOf(CustomerSet members, int from, int? rows) =>
        rows is { } most && members.Rank(from) is var before && before + (long)most < members.Count ? members.Select(before + most) : null;

    private ExportColumns ColumnsOf(ExportRequest request, ResolvedAudience resolved)
    {
        var schema = audience.Index.Schema;
        var include = request.Include ?? [];
        return new ExportColumns(
            include.Contains(ExportColumn.Ordinal),
            include.Contains(ExportColumn.Since),
            include.Contains(ExportColumn.Context),
            (resolved.Root as SegmentLeaf)?.Key,
            [.. (request.Attributes ?? []).Select(name => schema.Attributes[schema.AttributeIndex(name)])],
            request.SpreadsheetSafe);
    }

    // How it is written is left out: who was cut off in CSV may go on in NDJSON.
    private static ulong HashOf(ExportRequest request) => XxHash64.Hash(Encoding.UTF8.GetBytes(
        $"{JsonSerializer.Serialize(request.Set)}|{request.At?.UtcTicks}|{request.Limit}|{request.Sample?.Buckets}|{request.Sample?.Salt}"));
}
