namespace MicroSeg.Api.History.Series;

/// <summary>How long the periods are that a history is told by.</summary>
internal enum PeriodLength
{
    Hour,

    Day,

    /// <summary>From Monday to Sunday.</summary>
    Week,

    Month,
}
