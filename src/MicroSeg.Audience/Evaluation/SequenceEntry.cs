namespace MicroSeg.Audience.Evaluation;

/// <summary>An event that may be a step of a sequence. In their order, those of one value stand together and those of one second by type and row.</summary>
/// <param name="Value">The value that all steps share, as a key or a code of the first step's dictionary; 0 where none is asked for.</param>
/// <param name="Time">When it happened.</param>
/// <param name="Lane">The place of its type among the sequence's.</param>
/// <param name="Row">Its row.</param>
/// <param name="Steps">A bit for each step that it may be.</param>
internal readonly record struct SequenceEntry(long Value, long Time, int Lane, int Row, int Steps)
{
    /// <summary>The order of value, second, type and row.</summary>
    public static int Compare(SequenceEntry a, SequenceEntry b)
    {
        if (a.Value != b.Value)
            return a.Value < b.Value ? -1 : 1;
        if (a.Time != b.Time)
            return a.Time < b.Time ? -1 : 1;
        return a.Lane != b.Lane ? a.Lane - b.Lane : a.Row - b.Row;
    }
}
