namespace MicroSeg.Audience.Evaluation;

/// <summary>An event that may be a step of a sequence. In their order, those of one value stand together and those of one second by type and row.</summary>
/// <param name="Value">The value that all steps share, as a key or a code of the first step's dictionary; 0 where none is asked for.</param>
/// <param name="Time">When it happened.</param>
/// <param name="Lane">The place of its type among the sequence's.</param>
/// <param name="Row">Its row.</param>
/// <param name="Steps">A bit for each step that it may be.</param>
internal readonly record struct SequenceEntry(long Value, long Time, int Lane, int Row, int Steps)
{
    // Up to so many, moving them one by one is faster than all else.
    private const int MostInserted = 32;

    /// <summary>Puts events into their order.</summary>
    public static void Sort(Span<SequenceEntry> entries)
    {
        if (entries.Length > MostInserted)
        {
            entries.Sort(Compare);
            return;
        }

        for (var i = 1; i < entries.Length; i++)
        {
            var entry = entries[i];
            var j = i - 1;
            for (; j >= 0 && Compare(entries[j], entry) > 0; j--)
                entries[j + 1] = entries[j];
            entries[j + 1] = entry;
        }
    }

    /// <summary>Makes one of the entries of each event of one type, which is there once for each step that it may be; gives how many are left, in order.</summary>
    public static int Merge(Span<SequenceEntry> entries)
    {
        Sort(entries);
        var count = 0;
        foreach (ref readonly var entry in entries)
        {
            if (count > 0 && entries[count - 1].Row == entry.Row)
                entries[count - 1] = entries[count - 1] with { Steps = entries[count - 1].Steps | entry.Steps };
            else
                entries[count++] = entry;
        }

        return count;
    }

    private static int Compare(SequenceEntry a, SequenceEntry b)
    {
        if (a.Value != b.Value)
            return a.Value < b.Value ? -1 : 1;
        if (a.Time != b.Time)
            return a.Time < b.Time ? -1 : 1;
        return a.Lane != b.Lane ? a.Lane - b.Lane : a.Row - b.Row;
    }
}
