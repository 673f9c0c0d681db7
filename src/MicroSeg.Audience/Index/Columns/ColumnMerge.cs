using System.Runtime.CompilerServices;

namespace MicroSeg.Audience.Index.Columns;

/// <summary>Puts a column of a table and a column of pending events together.</summary>
internal static class ColumnMerge
{
    /// <returns>Null when all rows are missing.</returns>
    public static CodeColumn? Merge(CodeColumn? table, CodeColumn? pending, MergePlan plan)
    {
        if (plan.Length == 0)
            return null;
        if (!plan.UsesBase)
            table = null;
        if (table is null && pending is null)
            return null;
        var format = FormatFor(table, pending, plan);
        if (format is null)
            return null;
        switch (format.Width)
        {
            case 1:
                Fill(Unsafe.As<byte[]>(format.Codes), format, table, pending, plan);
                break;
            case 2:
                Fill(Unsafe.As<ushort[]>(format.Codes), format, table, pending, plan);
                break;
            case 4:
                Fill(Unsafe.As<uint[]>(format.Codes), format, table, pending, plan);
                break;
            default:
                Fill(Unsafe.As<ulong[]>(format.Codes), format, table, pending, plan);
                break;
        }

        return format;
    }

    /// <summary>An empty column: of the table's format when everything fits it, so that its codes can be copied as they are.</summary>
    private static CodeColumn? FormatFor(CodeColumn? table, CodeColumn? pending, MergePlan plan)
    {
        if (table is not null && Fits(table, pending, plan))
            return new CodeColumn(CodeColumn.NewCodes(table.Width, plan.Length), table.Width, table.Base, table.Step, table.IsDictionaryCoded);
        var format = new ColumnFormat((table ?? pending)!.IsDictionaryCoded);
        foreach (var step in plan.Steps)
        {
            for (var row = step.BaseFrom; row < step.BaseTo && table is not null; row++)
            {
                if (table.TryGetKey(row, out var key))
                    format.Add(key);
            }

            if (step.Pending >= 0 && pending is not null && pending.TryGetKey(step.Pending, out var added))
                format.Add(added);
        }

        return format.Any ? format.Create(plan.Length, headroom: false) : null;
    }

    private static bool Fits(CodeColumn table, CodeColumn? pending, MergePlan plan)
    {
        if (pending is null)
            return true;
        foreach (var step in plan.Steps)
        {
            if (step.Pending >= 0 && pending.TryGetKey(step.Pending, out var key) && !table.TryEncode(key, out _))
                return false;
        }

        return true;
    }

    private static void Fill<T>(T[] codes, CodeColumn format, CodeColumn? table, CodeColumn? pending, MergePlan plan)
        where T : unmanaged
    {
        var asItIs = table is not null && table.Width == format.Width && table.Base == format.Base && table.Step == format.Step;
        var source = asItIs ? Unsafe.As<T[]>(table!.Codes) : [];
        var at = 0;
        foreach (var step in plan.Steps)
        {
            var count = step.BaseTo - step.BaseFrom;
            if (asItIs)
            {
                source.AsSpan(step.BaseFrom, count).CopyTo(codes.AsSpan(at));
            }
            else if (table is not null)
            {
                for (var i = 0; i < count; i++)
                    Convert(table, step.BaseFrom + i, format, at + i);
            }

            at += count;
            if (step.Pending < 0)
                continue;
            if (pending is not null)
                Convert(pending, step.Pending, format, at);
            at++;
        }
    }

    private static void Convert(CodeColumn from, int row, CodeColumn to, int toRow)
    {
        if (from.TryGetKey(row, out var key) && to.TryEncode(key, out var code))
            to.SetCode(toRow, code);
    }
}
