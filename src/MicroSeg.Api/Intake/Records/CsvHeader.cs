using MicroSeg.Audience.Schema;

namespace MicroSeg.Api.Intake.Records;

/// <summary>Binds the columns of CSV to the schema.</summary>
internal static class CsvHeader
{
    /// <summary>The column that is no property: a customer's id.</summary>
    public const int Extra = -2;

    /// <summary>Finds the property of each column.</summary>
    /// <param name="cells">The header row.</param>
    /// <param name="table">The properties.</param>
    /// <param name="what">What a property is called.</param>
    /// <param name="required">The column that must be there; a property or the extra column.</param>
    /// <param name="errors">Receives what is wrong.</param>
    /// <returns>The properties' indexes, or <see cref="Extra"/>.</returns>
    public static int[] Bind(string[] cells, PropertyTable table, string what, string required, RecordErrors errors)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var isExtra = table.IndexOf(required) < 0;
        var columns = new int[cells.Length];
        for (var i = 0; i < cells.Length; i++)
        {
            var name = cells[i].Trim();
            columns[i] = isExtra && name == required ? Extra : table.IndexOf(name);
            if (columns[i] == -1)
                errors.AddUnknown("." + name, what + ".unknown", what, name, isExtra ? table.Names.Append(required) : table.Names, i + 1);
            if (!seen.Add(name))
                errors.Add("." + name, "csv.duplicate_column", "the column is there twice", i + 1);
        }

        if (!seen.Contains(required))
            errors.Add("." + required, "csv.missing_column", $"there is no column '{required}'");
        return columns;
    }

    /// <summary>Reads a cell that is not empty.</summary>
    public static bool TryRead(string cell, PropertyDefinition definition, string path, string what, long column, RecordErrors errors, out PropertyValue value)
    {
        if (PropertyValueJson.TryParse(cell, definition.Type, out value, out var error))
            return true;
        errors.Add(path + definition.Name, what + ".wrong_type", error!, column);
        return false;
    }
}
