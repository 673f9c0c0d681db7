using System.Text.Json;
using MicroSeg.Api.Intake.Records;
using MicroSeg.Api.Schema;
using MicroSeg.Api.Storage;
using MicroSeg.Api.Web;

namespace MicroSeg.Api.Intake;

/// <summary>Parses the chunks of one body, and tallies what has to be rejected.</summary>
internal sealed class ChunkParser<TRow>(IIntakeTarget<TRow> target, SchemaCatalog catalog, BodyFormat format, IntakeTally tally, int maxRecordBytes)
{
    private readonly RecordErrors _errors = new();
    private SchemaState _schema = catalog.Current;
    private RecordParser<TRow>? _parser;
    private string[]? _header;
    private bool _refreshed;

    /// <exception cref="MalformedBodyException">An element of an array, or the single object, is not JSON.</exception>
    /// <exception cref="ApiException">The header of CSV, or the single object, is not good.</exception>
    public async Task<List<TRow>> ParseAsync(RecordChunk chunk, CancellationToken cancellationToken)
    {
        _parser ??= target.ParserFor(_schema);
        var first = 0;
        if (format == BodyFormat.Csv && _header is null)
        {
            await BindHeaderAsync(chunk, cancellationToken);
            first = 1;
        }

        var rejected = new List<RejectedRecord>();
        var rows = Parse(chunk, first, rejected);
        if (_errors.UnknownName && await RefreshAsync(cancellationToken))
        {
            rejected.Clear();
            rows = Parse(chunk, first, rejected);
        }

        foreach (var record in rejected)
            tally.Reject(record.Line, record.Errors);
        if (format == BodyFormat.Whole && rejected is [var only])
            throw ApiException.Invalid("intake.rejected", "The record was not accepted.", only.Errors);
        return rows;
    }

    /// <summary>The body has ended.</summary>
    /// <exception cref="ApiException">CSV without so much as a header.</exception>
    public void Finish()
    {
        if (format == BodyFormat.Csv && _header is null)
            throw ApiException.Invalid("csv.bad_header", "There is no header row.");
    }

    private async Task BindHeaderAsync(RecordChunk chunk, CancellationToken cancellationToken)
    {
        _errors.Reset("$");
        _header = CsvCells.Split(chunk.BytesOf(chunk.Records[0]), _errors) ?? [];
        if (!_errors.Any)
            _parser!.BindHeader(_header, _errors);
        if (_errors.UnknownName)
        {
            var findings = _errors.Findings;
            _errors.Reset("$");
            // Refreshing binds the header again.
            if (!await RefreshAsync(cancellationToken))
                throw BadHeader(findings);
        }

        if (_errors.Any)
            throw BadHeader(_errors.Findings);
    }

    private static ApiException BadHeader(IReadOnlyList<Finding> findings) => ApiException.Invalid("csv.bad_header", "The header row is not good.", findings);

    // A name that is unknown here may have been defined on another node a moment ago: look once.
    private async Task<bool> RefreshAsync(CancellationToken cancellationToken)
    {
        _errors.ForgetUnknownNames();
        if (_refreshed)
            return false;
        _refreshed = true;
        try
        {
            var fresh = await catalog.RefreshAsync(cancellationToken);
            if (fresh.Version == _schema.Version)
                return false;
            _schema = fresh;
        }
        catch (Exception exception) when (StoreFaults.IsUnavailable(exception))
        {
            return false;
        }

        _parser = target.ParserFor(_schema);
        if (_header is not null)
            _parser.BindHeader(_header, _errors);
        return true;
    }

    private List<TRow> Parse(RecordChunk chunk, int first, List<RejectedRecord> rejected)
    {
        var rows = new List<TRow>(chunk.Records.Count);
        for (var i = first; i < chunk.Records.Count; i++)
        {
            var record = chunk.Records[i];
            _errors.Reset(format == BodyFormat.Array ? $"$[{record.Index}]" : "$");
            var row = ParseOne(chunk, record);
            if (_errors.Any)
                rejected.Add(new(record.Line, _errors.Findings));
            else
                rows.Add(row!);
        }

        return rows;
    }

    private TRow? ParseOne(RecordChunk chunk, RecordSlice record)
    {
        if (record.TooLarge)
        {
            _errors.Add("", "record.too_large", $"the record is larger than the {maxRecordBytes} bytes that one may have");
            return default;
        }

        var bytes = chunk.BytesOf(record);
        if (format == BodyFormat.Csv)
            return ParseCells(bytes);
        if (format == BodyFormat.Text)
            return _parser!.ParseLine(bytes.Span, _errors);
        try
        {
            return _parser!.Parse(bytes.Span, _errors);
        }
        catch (JsonException exception)
        {
            var line = exception.LineNumber ?? 0;
            var column = (exception.BytePositionInLine ?? 0) + (line == 0 ? record.Column : 1);
            var message = exception.Message.Split(" LineNumber:", 2)[0];
            if (format != BodyFormat.Lines)
                throw new MalformedBodyException("request.malformed_json", message, record.Line + line, column);
            _errors.Reset("$");
            _errors.Add("", "record.malformed_json", message, column);
            return default;
        }
    }

    private TRow? ParseCells(ReadOnlyMemory<byte> bytes)
    {
        var cells = CsvCells.Split(bytes, _errors);
        if (cells is null)
            return default;
        if (cells.Length == _header!.Length)
            return _parser!.Parse(cells, _errors);
        _errors.Add("", "csv.cell_count", $"found {cells.Length} cells, expected {_header.Length} as in the header");
        return default;
    }
}
