using MicroSeg.Audience.Index;
using MicroSeg.Audience.Rules;
using MicroSeg.Audience.Rules.Measures;
using MicroSeg.Audience.Rules.Operators;

namespace MicroSeg.Audience.Evaluation;

/// <summary>Operators on values of a dictionary: asked once for each distinct value, and again only for those that come new.</summary>
internal sealed class CodeTest(ValueList<ValueOperator> operators) : ValueTest
{
    private readonly Lock _growth = new();
    private readonly Func<Schema.PropertyValue, bool>[] _matchers = [.. operators.Select(o => o.Matcher())];
    private CodeTable? _table;

    public override void Scan(Block block, CodeColumn column, PropertyDictionary? dictionary, int from, int count, int zone, Span<ulong> bits)
    {
        var table = TableOf(dictionary!);
        if (table.Ranges is not { } ranges)
        {
            ColumnScan.Table(column, from, count, table.Verdicts, bits);
            return;
        }

        foreach (var (min, max) in ranges)
        {
            // Codes beyond the column's width cannot be in it.
            if ((ulong)min <= column.MaxCode)
                ColumnScan.Range(column, from, count, (ulong)min, Math.Min((ulong)max, column.MaxCode), bits);
        }
    }

    public override bool Passes(Block block, PropertyDictionary? dictionary, long key, int zone) => TableOf(dictionary!).Verdicts[(int)key] != 0;

    public override bool Passes(Block block, PropertyDictionary? dictionary, MeasureValue value, int zone) => Passes(block, dictionary, (long)value.Numerator, zone);

    private CodeTable TableOf(PropertyDictionary dictionary)
    {
        var table = Volatile.Read(ref _table);
        return table is not null && ReferenceEquals(table.Dictionary, dictionary) && table.Count >= dictionary.Count ? table : Grow(dictionary);
    }

    private CodeTable Grow(PropertyDictionary dictionary)
    {
        lock (_growth)
        {
            var known = ReferenceEquals(_table?.Dictionary, dictionary) ? _table : null;
            var table = CodeTable.Grow(known, dictionary, value => Array.TrueForAll(_matchers, matches => matches(value)));
            Volatile.Write(ref _table, table);
            return table;
        }
    }
}
