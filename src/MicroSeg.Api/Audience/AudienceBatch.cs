namespace MicroSeg.Api.Audience;

/// <summary>What a batch of changes touched.</summary>
internal sealed class AudienceBatch
{
    /// <summary>Everything that was touched, in any order and with repetitions.</summary>
    public List<Touch> Touches { get; } = [];

    /// <summary>Customers that no longer exist.</summary>
    public List<int> Erased { get; } = [];

    public bool IsEmpty => Touches.Count == 0 && Erased.Count == 0;

    public void Clear()
    {
        Touches.Clear();
        Erased.Clear();
    }
}

/// <summary>What of a customer changed.</summary>
internal enum TouchKind : byte
{
    /// <summary>An event came; the index is the event type's.</summary>
    Event,

    /// <summary>An attribute changed; the index is the attribute's.</summary>
    Attribute,

    /// <summary>The customer is new, so that every segment may hold.</summary>
    Customer,
}

/// <summary>One thing of one customer that changed.</summary>
/// <param name="Ordinal">The customer.</param>
/// <param name="Kind">What changed.</param>
/// <param name="Index">Which attribute or event type.</param>
/// <param name="AtSeconds">When an event happened; an event of the future has its effect when its time comes.</param>
internal readonly record struct Touch(int Ordinal, TouchKind Kind, int Index, long AtSeconds = 0);
