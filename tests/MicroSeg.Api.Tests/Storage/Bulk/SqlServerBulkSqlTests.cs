using System.Text.RegularExpressions;
using MicroSeg.Api.Storage.SqlServer;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;

namespace MicroSeg.Api.Tests.Storage.Bulk;

public sealed partial class SqlServerBulkSqlTests
{
    private static readonly IModel Model = new SqlServerDbContext(new DbContextOptionsBuilder<SqlServerDbContext>().UseSqlServer("Server=none").Options).GetService<IDesignTimeModel>().Model;

    [Theory]
    [InlineData(SqlServerBulkSql.InsertEvents, "events")]
    [InlineData(SqlServerBulkSql.InsertOffers, "offers")]
    [InlineData(SqlServerBulkSql.InsertListIds, "segment_list_ids")]
    public void An_insert_names_every_column_of_its_table(string sql, string table)
    {
        var named = Columns().Matches(InsertList().Match(sql).Groups[1].Value).Select(m => m.Groups[1].Value);

        Assert.Equal(ColumnsOf(table).Order(), named.Order());
    }

    [Theory]
    [InlineData(SqlServerBulkSql.NextOrdinal, "customers")]
    [InlineData(SqlServerBulkSql.FindCustomers, "customers")]
    [InlineData(SqlServerBulkSql.FindEvents, "events")]
    [InlineData(SqlServerBulkSql.UpdateCustomers, "customers")]
    [InlineData(SqlServerBulkSql.UpdateOffers, "offers")]
    public void A_statement_names_columns_that_are_there(string sql, string table)
    {
        Assert.Contains($"[{table}]", sql, StringComparison.Ordinal);
        var names = Columns().Matches(sql).Select(m => m.Groups[1].Value).Where(n => n != table && n != "Id" && !n.StartsWith('#'));

        Assert.Subset(ColumnsOf(table).ToHashSet(), names.ToHashSet());
    }

    [Theory]
    [InlineData(SqlServerBulkSql.CreateEvents, "events")]
    [InlineData(SqlServerBulkSql.CreateOffers, "offers")]
    [InlineData(SqlServerBulkSql.CreateCustomers, "customers")]
    public void A_temporary_table_has_the_types_of_the_table_that_it_feeds(string sql, string table)
    {
        foreach (var column in Entity(table).GetProperties().Where(p => sql.Contains($"[{p.GetColumnName()}]", StringComparison.Ordinal)))
        {
            var collation = column.GetCollation() is { } c && column.GetColumnType() != "nvarchar(max)" ? $" COLLATE {c}" : "";
            Assert.Contains($"[{column.GetColumnName()}] {column.GetColumnType()}{collation} NOT NULL", sql, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Rows_for_bulk_copy_have_the_columns_that_are_copied()
    {
        Assert.Equal(ColumnsOf("customers").Order(), Names(SqlServerTables.Added([])).Order());
        Assert.Equal(ColumnsOf("events").Order(), Names(SqlServerTables.Of([])).Order());
        Assert.Equal(ColumnsOf("offers").Order(), Names(SqlServerTables.Of("f", 1, 1, [])).Order());
    }

    private static IEnumerable<string> Names(System.Data.DataTable table) => table.Columns.Cast<System.Data.DataColumn>().Select(c => c.ColumnName);

    private static IEntityType Entity(string table) => Model.GetEntityTypes().Single(e => e.GetTableName() == table);

    private static IEnumerable<string> ColumnsOf(string table) => Entity(table).GetProperties().Select(p => p.GetColumnName());

    [GeneratedRegex(@"\[([#\w]+)\]")]
    private static partial Regex Columns();

    [GeneratedRegex(@"INSERT INTO \[\w+\] \(([^)]*)\)")]
    private static partial Regex InsertList();
}
