namespace MicroSeg.Api.Intake.Framing;

/// <summary>What a framer came upon.</summary>
internal enum FrameStep
{
    /// <summary>All bytes are used up.</summary>
    NeedMore,

    /// <summary>A record begins at the position.</summary>
    Start,

    /// <summary>The record ended before the position.</summary>
    End,

    /// <summary>The text is broken at the position; nothing after it can be read.</summary>
    Malformed,
}
