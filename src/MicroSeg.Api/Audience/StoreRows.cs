using System.Data;
using System.Data.Common;
using System.Runtime.CompilerServices;
using System.Text;
using MicroSeg.Api.Storage;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace MicroSeg.Api.Audience;

/// <summary>Reads the tables of customers and events row by row, as fast as the provider gives them.</summary>
internal sealed class StoreRows(IDbContextFactory<MicroSegDbContext> store, int batchSize)
{
    private const string Customers = """
        SELECT "Ordinal", "ChangeNumber", "Id", "Attributes" FROM "customers" WHERE "ChangeNumber" > @after ORDER BY "ChangeNumber"
        """;

    private const string AllCustomers = """
        SELECT "Ordinal", "ChangeNumber", "Id", "Attributes" FROM "customers" ORDER BY "Ordinal"
        """;

    private const string Events = """
        SELECT "Ordinal", "Number", "Type", "At", "Properties" FROM "events" WHERE "Number" > @after AND "Number" <= @to ORDER BY "Number"
        """;

    /// <summary>
    /// Customers whose last change came after a number, in batches; all of them, in the order of their ordinals, after 0. A batch is valid until the next is asked for.
    /// </summary>
    public IAsyncEnumerable<RowBatch> CustomersAfterAsync(long number, CancellationToken cancellationToken) => number == 0
        ? ReadAsync(AllCustomers, 0, 0, ReadCustomer, cancellationToken)
        : ReadAsync(Customers, number, 0, ReadCustomer, cancellationToken);

    /// <summary>Events after a number and up to another, in the order of their numbers, in batches. A batch is valid until the next is asked for.</summary>
    public IAsyncEnumerable<RowBatch> EventsAsync(long after, long to, CancellationToken cancellationToken) => ReadAsync(Events, after, to, ReadEvent, cancellationToken);

    private async IAsyncEnumerable<RowBatch> ReadAsync(string sql, long after, long to, Action<DbDataReader, RowBatch> read, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await using var db = await store.CreateDbContextAsync(cancellationToken);
        await db.Database.OpenConnectionAsync(cancellationToken);
        await using var command = db.Database.GetDbConnection().CreateCommand();
        command.CommandText = sql;
        command.CommandTimeout = 0;
        AddParameter(command, "@after", after);
        AddParameter(command, "@to", to);
        await using var reader = await command.ExecuteReaderAsync(CommandBehavior.SequentialAccess, cancellationToken);
        var batch = new RowBatch();
        while (await reader.ReadAsync(cancellationToken))
        {
            read(reader, batch);
            if (batch.Count < batchSize)
                continue;
            yield return batch;
            batch.Clear();
        }

        if (batch.Count > 0)
            yield return batch;
    }

    private static void AddParameter(DbCommand command, string name, long value)
    {
        if (!command.CommandText.Contains(name, StringComparison.Ordinal))
            return;
        var parameter = command.CreateParameter();
        parameter.ParameterName = name;
        parameter.DbType = DbType.Int64;
        parameter.Value = value;
        command.Parameters.Add(parameter);
    }

    private static void ReadCustomer(DbDataReader reader, RowBatch batch)
    {
        var ordinal = reader.GetInt32(0);
        var number = reader.GetInt64(1);
        var id = reader.IsDBNull(2) ? null : reader.GetString(2);
        batch.Add(new Row(ordinal, number, 0, 0, id), reader, 3);
    }

    private static void ReadEvent(DbDataReader reader, RowBatch batch)
    {
        var ordinal = reader.GetInt32(0);
        var number = reader.GetInt64(1);
        var type = reader.GetInt32(2);
        var at = reader.GetInt64(3);
        batch.Add(new Row(ordinal, number, type, at, null), reader, 4);
    }
}

/// <summary>A customer or an event as the store has it, without its JSON.</summary>
/// <param name="Ordinal">The customer.</param>
/// <param name="Number">The number of the change.</param>
/// <param name="Type">The event type's index.</param>
/// <param name="AtMicroseconds">When the event happened.</param>
/// <param name="Id">The customer's id; null for events and for the erased.</param>
internal readonly record struct Row(int Ordinal, long Number, int Type, long AtMicroseconds, string? Id)
{
    /// <summary>When the event happened, in whole seconds since 1970.</summary>
    public long AtSeconds => Math.DivRem(AtMicroseconds, 1_000_000) is var (seconds, rest) && rest < 0 ? seconds - 1 : seconds;
}

/// <summary>Some rows, with their JSON in one buffer that is used again for the next batch.</summary>
internal sealed class RowBatch
{
    private readonly List<(Row Row, int Start, int Length)> _rows = [];
    private byte[] _json = new byte[64 * 1024];
    private int _used;

    public int Count => _rows.Count;

    public Row this[int index] => _rows[index].Row;

    /// <summary>The row's JSON; empty when it has none.</summary>
    public ReadOnlySpan<byte> Json(int index) => _json.AsSpan(_rows[index].Start, _rows[index].Length);

    public void Add(Row row, DbDataReader reader, int jsonColumn)
    {
        var start = _used;
        if (reader is SqliteDataReader { Handle: { } statement })
            Append(SQLitePCL.raw.sqlite3_column_blob(statement, jsonColumn));
        else if (!reader.IsDBNull(jsonColumn))
            Append(reader.GetString(jsonColumn));
        _rows.Add((row, start, _used - start));
    }

    public void Clear()
    {
        _rows.Clear();
        _used = 0;
    }

    private void Append(ReadOnlySpan<byte> utf8)
    {
        EnsureRoom(utf8.Length);
        utf8.CopyTo(_json.AsSpan(_used));
        _used += utf8.Length;
    }

    private void Append(string text)
    {
        EnsureRoom(Encoding.UTF8.GetMaxByteCount(text.Length));
        _used += Encoding.UTF8.GetBytes(text, _json.AsSpan(_used));
    }

    private void EnsureRoom(int bytes)
    {
        if (_used + bytes > _json.Length)
            Array.Resize(ref _json, Math.Max(_json.Length * 2, _used + bytes));
    }
}
