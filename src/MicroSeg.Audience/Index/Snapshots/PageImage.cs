namespace MicroSeg.Audience.Index.Snapshots;

/// <summary>A page on its way to or from a file: its state at one moment, which no longer changes.</summary>
/// <param name="Number">The page's number.</param>
/// <param name="Count">Rows in use.</param>
/// <param name="AppliedNumber">The highest number of an event that is in it.</param>
/// <param name="Live">A bit per row.</param>
/// <param name="Attributes">A column per attribute.</param>
/// <param name="Lanes">The events per type, not yet merged.</param>
internal sealed record PageImage(int Number, int Count, long AppliedNumber, ulong[] Live, CodeColumn?[] Attributes, EventLane?[] Lanes)
{
    private const int Magic = 0x50534D41;
    private const int Version = 1;

    public EventTable?[] Events => Array.ConvertAll(Lanes, lane => lane?.MergeAll());

    public static PageImage Read(SnapshotReader reader)
    {
        reader.Expect(Magic, Version);
        return new PageImage(
            reader.ReadInt32(),
            reader.ReadInt32(),
            reader.ReadInt64(),
            reader.ReadArray<ulong>(),
            reader.ReadMany(ReadColumn),
            reader.ReadMany(r => ReadTable(r) is { } table ? new EventLane(table) : null));
    }

    public void Write(SnapshotWriter writer)
    {
        writer.WriteInt32(Magic);
        writer.WriteInt32(Version);
        writer.WriteInt32(Number);
        writer.WriteInt32(Count);
        writer.WriteInt64(AppliedNumber);
        writer.WriteArray<ulong>(Live);
        writer.WriteMany(Attributes, WriteColumn);
        writer.WriteMany(Lanes, (w, lane) => WriteTable(w, lane?.MergeAll()));
    }

    private static void WriteTable(SnapshotWriter writer, EventTable? table)
    {
        WriteColumn(writer, table?.Times);
        if (table is null)
            return;
        writer.WriteArray(table.RunCustomers);
        writer.WriteArray(table.RunStarts);
        writer.WriteMany(Enumerable.Range(0, table.PropertyCount).Select(table.Property).ToArray(), WriteColumn);
    }

    private static EventTable? ReadTable(SnapshotReader reader) => ReadColumn(reader) is { } times
        ? new EventTable(reader.ReadArray<ushort>(), reader.ReadArray<int>(), times, reader.ReadMany(ReadColumn))
        : null;

    private static void WriteColumn(SnapshotWriter writer, CodeColumn? column)
    {
        writer.WriteInt32(column?.Width ?? 0);
        if (column is null)
            return;
        writer.WriteInt64(column.Base);
        writer.WriteInt64((long)column.Step);
        writer.WriteInt32(column.IsDictionaryCoded ? 1 : 0);
        writer.WriteInt32(column.Length);
        writer.WriteBytes(column.CodeBytes);
    }

    private static CodeColumn? ReadColumn(SnapshotReader reader)
    {
        var width = reader.ReadInt32();
        if (width == 0)
            return null;
        var (@base, step, isDictionaryCoded, length) = (reader.ReadInt64(), (ulong)reader.ReadInt64(), reader.ReadInt32() != 0, reader.ReadInt32());
        reader.Check((long)length * width);
        var column = new CodeColumn(CodeColumn.NewCodes(width, length), width, @base, step, isDictionaryCoded);
        reader.ReadBytes(column.CodeBytes);
        return column;
    }
}
