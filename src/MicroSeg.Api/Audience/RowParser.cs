using System.Runtime.InteropServices;
using MicroSeg.Api.Schema;
using MicroSeg.Audience.Schema;

namespace MicroSeg.Api.Audience;

/// <summary>Turns stored rows into typed values by the schema, reading the schema anew when a row names what it does not know yet.</summary>
internal sealed partial class RowParser(SchemaCatalog catalog, ILogger<RowParser> logger)
{
    private PropertyReader _attributes = new([]);
    private PropertyReader[] _events = [];

    /// <summary>The schema that rows are read by.</summary>
    public AudienceSchema Schema { get; private set; } = AudienceSchema.Empty;

    /// <summary>Reads the schema from the store.</summary>
    public async Task RefreshAsync(CancellationToken cancellationToken)
    {
        Schema = await catalog.LoadAsync(cancellationToken);
        _attributes = new PropertyReader(Schema.Attributes);
        _events = [.. Schema.Events.Select(e => new PropertyReader(e.Properties))];
    }

    public Task<ParsedRows> CustomersAsync(RowBatch rows, CancellationToken cancellationToken) => ParseAsync(rows, ParseCustomer, cancellationToken);

    public Task<ParsedRows> EventsAsync(RowBatch rows, CancellationToken cancellationToken) => ParseAsync(rows, ParseEvent, cancellationToken);

    private async Task<ParsedRows> ParseAsync(RowBatch rows, Func<RowBatch, int, ParsedRows, bool> parse, CancellationToken cancellationToken)
    {
        if (TryParse(rows, parse, out var parsed))
            return parsed;

        // What a row names was committed before the row.
        await RefreshAsync(cancellationToken);
        if (!TryParse(rows, parse, out parsed))
            Log.UnknownName(logger, rows[0].Number, rows[^1].Number);
        return parsed;
    }

    private static bool TryParse(RowBatch rows, Func<RowBatch, int, ParsedRows, bool> parse, out ParsedRows parsed)
    {
        parsed = new ParsedRows(rows.Count);
        var allKnown = true;
        for (var i = 0; i < rows.Count; i++)
            allKnown &= parse(rows, i, parsed);
        return allKnown;
    }

    private bool ParseCustomer(RowBatch rows, int index, ParsedRows parsed)
    {
        var start = parsed.Values.Count;
        var allKnown = _attributes.Read(rows.Json(index), parsed.Values);
        parsed.Add(rows[index], start);
        return allKnown;
    }

    private bool ParseEvent(RowBatch rows, int index, ParsedRows parsed)
    {
        var start = parsed.Values.Count;
        var row = rows[index];
        if (row.Type >= _events.Length)
            return false;
        var allKnown = _events[row.Type].Read(rows.Json(index), parsed.Values);
        parsed.Add(row, start);
        return allKnown;
    }

    private static partial class Log
    {
        [LoggerMessage(2001, LogLevel.Warning, "Rows of the changes {First} to {Last} name attributes, events or properties that the schema does not have; those values are left out")]
        public static partial void UnknownName(ILogger logger, long first, long last);
    }
}

/// <summary>Rows with their typed values.</summary>
internal sealed class ParsedRows(int capacity)
{
    private readonly List<(Row Row, int Start, int End)> _rows = new(capacity);

    public List<(int Index, PropertyValue Value)> Values { get; } = [];

    public int Count => _rows.Count;

    public Row this[int index] => _rows[index].Row;

    /// <summary>A row's values by attribute or property index.</summary>
    public ReadOnlySpan<(int Index, PropertyValue Value)> ValuesOf(int index)
    {
        var (_, start, end) = _rows[index];
        return CollectionsMarshal.AsSpan(Values)[start..end];
    }

    /// <summary>Adds a row whose values are those from <paramref name="start"/> on.</summary>
    public void Add(Row row, int start) => _rows.Add((row, start, Values.Count));
}
