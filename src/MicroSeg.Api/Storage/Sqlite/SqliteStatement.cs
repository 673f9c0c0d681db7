using System.Buffers;
using System.Text;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace MicroSeg.Api.Storage.Sqlite;

/// <summary>A prepared statement that is run a million times: bound and stepped without the parameter objects of ADO.NET, which cost more than SQLite does.</summary>
internal sealed class SqliteStatement : IDisposable
{
    private readonly sqlite3 _database;
    private readonly sqlite3_stmt _statement;
    private byte[] _text = ArrayPool<byte>.Shared.Rent(4096);

    public SqliteStatement(SqliteConnection connection, string sql)
    {
        _database = connection.Handle ?? throw new InvalidOperationException("The connection is closed.");
        Check(raw.sqlite3_prepare_v3(_database, sql, raw.SQLITE_PREPARE_PERSISTENT, out _statement));
    }

    /// <summary>Rows that the last run inserted, updated or deleted.</summary>
    public int Changes => raw.sqlite3_changes(_database);

    /// <summary>Binds an integer; parameters count from 1.</summary>
    public SqliteStatement Bind(int parameter, long value)
    {
        Check(raw.sqlite3_bind_int64(_statement, parameter, value));
        return this;
    }

    /// <summary>Binds a text; parameters count from 1.</summary>
    public SqliteStatement Bind(int parameter, string value)
    {
        var most = Encoding.UTF8.GetMaxByteCount(value.Length);
        if (_text.Length < most)
        {
            ArrayPool<byte>.Shared.Return(_text);
            _text = ArrayPool<byte>.Shared.Rent(most);
        }

        var length = Encoding.UTF8.GetBytes(value, _text);
        Check(raw.sqlite3_bind_text(_statement, parameter, _text.AsSpan(0, length)));
        return this;
    }

    /// <summary>Runs it to its end.</summary>
    public void Run()
    {
        while (Step())
        {
        }

        Reset();
    }

    /// <summary>Goes to the next row; <see cref="Reset"/> it afterwards.</summary>
    /// <returns>False when there is none.</returns>
    public bool Step()
    {
        var result = raw.sqlite3_step(_statement);
        if (result == raw.SQLITE_ROW)
            return true;
        if (result != raw.SQLITE_DONE)
        {
            _ = raw.sqlite3_reset(_statement);
            Check(result);
        }

        return false;
    }

    /// <summary>Makes it ready for other values.</summary>
    public void Reset() => _ = raw.sqlite3_reset(_statement);

    /// <summary>An integer of the row; columns count from 0.</summary>
    public long Integer(int column) => raw.sqlite3_column_int64(_statement, column);

    /// <summary>A text of the row; columns count from 0.</summary>
    public string Text(int column) => Encoding.UTF8.GetString(raw.sqlite3_column_blob(_statement, column));

    public void Dispose()
    {
        _statement?.Dispose();
        ArrayPool<byte>.Shared.Return(_text);
        _text = [];
    }

    private void Check(int result)
    {
        if (result != raw.SQLITE_OK)
            throw new SqliteException(raw.sqlite3_errmsg(_database).utf8_to_string(), result & 0xFF, raw.sqlite3_extended_errcode(_database));
    }
}
