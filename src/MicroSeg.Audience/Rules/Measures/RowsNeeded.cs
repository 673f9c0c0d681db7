namespace MicroSeg.Audience.Rules.Measures;

/// <summary>Which of the matching events a measure looks at.</summary>
internal enum RowsNeeded
{
    All,
    First,
    Last,
}
