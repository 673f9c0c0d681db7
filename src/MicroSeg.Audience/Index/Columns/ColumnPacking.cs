namespace MicroSeg.Audience.Index.Columns;

/// <summary>Makes columns from keys.</summary>
internal static class ColumnPacking
{
    /// <summary>Packs keys as narrow as they allow.</summary>
    /// <param name="keys">A key a row.</param>
    /// <param name="present">Whether the row has one.</param>
    /// <param name="isDictionaryCoded">Whether the keys are dictionary codes.</param>
    /// <returns>Null when all rows are missing.</returns>
    public static CodeColumn? Pack(ReadOnlySpan<long> keys, ReadOnlySpan<bool> present, bool isDictionaryCoded)
    {
        var format = new ColumnFormat(isDictionaryCoded);
        for (var row = 0; row < keys.Length; row++)
        {
            if (present[row])
                format.Add(keys[row]);
        }

        if (!format.Any)
            return null;
        var column = format.Create(keys.Length, headroom: false);
        for (var row = 0; row < keys.Length; row++)
        {
            if (present[row] && column.TryEncode(keys[row], out var code))
                column.SetCode(row, code);
        }

        return column;
    }

    /// <summary>The column with one row changed, in place where the key fits, else a wider or finer copy with room for more.</summary>
    /// <param name="column">The column; null when all rows are missing so far.</param>
    /// <param name="row">The row.</param>
    /// <param name="key">Its key.</param>
    /// <param name="length">Rows of a new column.</param>
    /// <param name="isDictionaryCoded">Whether the key is a dictionary code.</param>
    public static CodeColumn Set(CodeColumn? column, int row, long key, int length, bool isDictionaryCoded)
    {
        if (column is not null && column.TrySet(row, key))
            return column;
        var format = new ColumnFormat(isDictionaryCoded);
        format.Add(key);
        if (column is not null)
            format.Add(column);
        var repacked = format.Create(length, headroom: true);
        for (var i = 0; i < (column?.Length ?? 0); i++)
        {
            if (column!.TryGetKey(i, out var kept))
                repacked.TrySet(i, kept);
        }

        repacked.TrySet(row, key);
        return repacked;
    }
}
