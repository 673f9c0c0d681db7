using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Threading.Channels;
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

    /// <summary>Parses customers, a batch ahead of who asks.</summary>
    public IAsyncEnumerable<ParsedRows> CustomersAsync(IAsyncEnumerable<RowBatch> rows, CancellationToken cancellationToken) => AheadAsync(rows, ParseCustomer, cancellationToken);

    /// <summary>Parses events, a batch ahead of who asks.</summary>
    public IAsyncEnumerable<ParsedRows> EventsAsync(IAsyncEnumerable<RowBatch> rows, CancellationToken cancellationToken) => AheadAsync(rows, ParseEvent, cancellationToken);

    /// <summary>Reading and parsing takes one core, applying another.</summary>
    private async IAsyncEnumerable<ParsedRows> AheadAsync(IAsyncEnumerable<RowBatch> rows, Func<RowBatch, int, ParsedRows, bool> parse, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var abandoned = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var ahead = Channel.CreateBounded<ParsedRows>(1);
        var reading = Task.Run(async () =>
        {
            try
            {
                await foreach (var batch in rows.WithCancellation(abandoned.Token))
                    await ahead.Writer.WriteAsync(await ParseAsync(batch, parse, abandoned.Token), abandoned.Token);
                ahead.Writer.Complete();
            }
            catch (Exception exception)
            {
                ahead.Writer.Complete(exception);
            }
        }, CancellationToken.None);
        try
        {
            await foreach (var parsed in ahead.Reader.ReadAllAsync(cancellationToken))
                yield return parsed;
        }
        finally
        {
            await abandoned.CancelAsync();
            await reading;
        }
    }

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
