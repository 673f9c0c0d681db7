using System.IO.Pipelines;
using System.Text.Json;
using MicroSeg.Api.Audience;
using MicroSeg.Api.Membership;
using MicroSeg.Audience.Evaluation;
using MicroSeg.Audience.Schema;

namespace MicroSeg.Api.Audiences.Export;

/// <summary>Reads an export's customers one by one, and has each written before the next is read.</summary>
internal sealed class ExportRows(LiveAudience audience, EvaluationOptions options)
{
    private const int FlushBytes = 64 * 1024;

    private readonly CustomerEvaluator _evaluator = new(options);

    /// <summary>Writes all rows. Whoever has been erased since is left out.</summary>
    public async Task WriteAsync(AudienceExport export, PipeWriter output, Action<ExportRow> write, CancellationToken cancellationToken)
    {
        foreach (var ordinal in export.Ordinals)
        {
            if (Read(export, ordinal) is { } row)
                write(row);
            if (output.UnflushedBytes >= FlushBytes && (await output.FlushAsync(cancellationToken)).IsCompleted)
                return;
        }

        await output.FlushAsync(cancellationToken);
    }

    private ExportRow? Read(AudienceExport export, int ordinal)
    {
        var index = audience.Index;
        if (index.Keys.GetId(ordinal) is not { } id)
            return null;
        var columns = export.Columns;
        var customer = new CustomerView(id, ordinal, index, export.Audience.State, _evaluator);
        return new ExportRow(
            ordinal,
            id,
            columns.Since ? customer.Since(columns.Segment!) : null,
            columns.Context ? ContextJson.Of(customer.ContextOf(columns.Segment!)) : null,
            [.. columns.Attributes.Select(a => customer.TryGetAttribute(a.Name, out var value) ? value : (PropertyValue?)null)]);
    }
}

/// <summary>A customer as exported.</summary>
internal readonly record struct ExportRow(int Ordinal, string Customer, DateTimeOffset? Since, JsonElement? Context, IReadOnlyList<PropertyValue?> Attributes);
