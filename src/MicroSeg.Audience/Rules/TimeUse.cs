namespace MicroSeg.Audience.Rules;

/// <summary>What of the time a part of a rule depends on.</summary>
[Flags]
internal enum TimeUse
{
    None = 0,

    /// <summary>The instant of the evaluation: the answer can change as time passes.</summary>
    AsOf = 1,

    /// <summary>The customer's time zone.</summary>
    Zone = 2,
}
