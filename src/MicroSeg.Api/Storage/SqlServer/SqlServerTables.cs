using System.Data;
using System.Globalization;
using MicroSeg.Api.Storage.Bulk;

namespace MicroSeg.Api.Storage.SqlServer;

/// <summary>Rows as bulk copy takes them, named after the table that they go to.</summary>
internal static class SqlServerTables
{
    public static DataTable Ids(IEnumerable<string> ids)
    {
        var table = Table("#ids", ("Id", typeof(string)));
        foreach (var id in ids.Distinct(StringComparer.Ordinal))
            table.Rows.Add(id);
        return table;
    }

    public static DataTable Added(IEnumerable<CustomerRow> rows)
    {
        var table = Table("customers", ("Ordinal", typeof(int)), ("Id", typeof(string)), ("Attributes", typeof(string)), ("CreatedAt", typeof(long)), ("UpdatedAt", typeof(long)), ("ChangeNumber", typeof(long)));
        foreach (var row in rows)
            table.Rows.Add(row.Ordinal, row.Id, row.Attributes, row.At, row.At, row.ChangeNumber);
        return table;
    }

    public static DataTable Updated(IEnumerable<CustomerRow> rows)
    {
        var table = Table("#customers", ("Ordinal", typeof(int)), ("Attributes", typeof(string)), ("UpdatedAt", typeof(long)), ("ChangeNumber", typeof(long)));
        foreach (var row in rows)
            table.Rows.Add(row.Ordinal, row.Attributes, row.At, row.ChangeNumber);
        return table;
    }

    public static DataTable Of(IEnumerable<EventRow> rows)
    {
        var table = Table("#events", ("Number", typeof(long)), ("EventId", typeof(string)), ("Ordinal", typeof(int)), ("Type", typeof(int)), ("At", typeof(long)), ("Properties", typeof(string)), ("Stretch", typeof(int)));
        foreach (var row in rows)
            table.Rows.Add(row.Number, row.EventId, row.Ordinal, row.Type, row.At, row.Properties, row.Stretch);
        return table;
    }

    public static DataTable Of(string feed, long generation, long changeNumber, IEnumerable<OfferRow> rows)
    {
        var table = Table("#offers", ("Feed", typeof(string)), ("Generation", typeof(long)), ("Key", typeof(string)), ("Body", typeof(string)), ("ObservedAt", typeof(long)), ("ReceivedAt", typeof(long)), ("ChangeNumber", typeof(long)));
        foreach (var row in rows)
            table.Rows.Add(feed, generation, row.Key, row.Body, row.ObservedAt, row.ReceivedAt, changeNumber);
        return table;
    }

    private static DataTable Table(string name, params (string Name, Type Type)[] columns)
    {
        var table = new DataTable(name) { Locale = CultureInfo.InvariantCulture };
        foreach (var (column, type) in columns)
            table.Columns.Add(column, type);
        return table;
    }
}
