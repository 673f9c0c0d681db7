namespace MicroSeg.Audience.Evaluation;

/// <summary>How the one range of keys that satisfies an operator moves on: what spares most keys the question when the verdict on them may change.</summary>
/// <param name="Kind">How.</param>
/// <param name="At">When it jumps.</param>
internal readonly record struct KeyMotion(KeyMotionKind Kind, long At = ZoneClock.Never)
{
    /// <summary>It stays as it is, at every instant.</summary>
    public static KeyMotion Stays => new(KeyMotionKind.Stays);

    /// <summary>Bounds that are not open go on by a second each second, for as long as one likes.</summary>
    public static KeyMotion Slides => new(KeyMotionKind.Slides);

    /// <summary>It is the same until an instant, and then lies behind all keys that it holds now.</summary>
    public static KeyMotion JumpsAt(long at) => new(KeyMotionKind.Jumps, at);
}

internal enum KeyMotionKind
{
    /// <summary>Nothing is known of it, so the operator is asked about each key.</summary>
    Unknown,
    Stays,
    Slides,
    Jumps,
}
