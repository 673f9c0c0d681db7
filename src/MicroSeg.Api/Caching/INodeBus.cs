namespace MicroSeg.Api.Caching;

/// <summary>Tells the other nodes. Messages may be lost: nothing may depend on one for more than speed.</summary>
internal interface INodeBus
{
    /// <summary>Raised for each message of another node.</summary>
    event Action<NodeMessage>? Received;

    /// <summary>Raised when messages may have been missed, because the connection was lost and is back.</summary>
    event Action? Rejoined;

    /// <summary>Sends a message in the background.</summary>
    void Publish(NodeMessage message);
}

/// <summary>What nodes tell each other.</summary>
internal enum NodeMessageKind
{
    /// <summary>Something was committed to the store.</summary>
    Committed,

    /// <summary>Entries with a tag are no longer fresh.</summary>
    TagDropped,

    /// <summary>An entry was removed.</summary>
    KeyRemoved,
}

/// <param name="Kind">What happened.</param>
/// <param name="Name">The tag or the key.</param>
/// <param name="At">When.</param>
internal readonly record struct NodeMessage(NodeMessageKind Kind, string Name = "", DateTimeOffset At = default);

/// <summary>No other nodes.</summary>
internal sealed class NullNodeBus : INodeBus
{
    public event Action<NodeMessage>? Received
    {
        add { }
        remove { }
    }

    public event Action? Rejoined
    {
        add { }
        remove { }
    }

    public void Publish(NodeMessage message)
    {
    }
}
