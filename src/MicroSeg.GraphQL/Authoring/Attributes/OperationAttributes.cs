namespace MicroSeg.GraphQL.Authoring;

/// <summary>The method is a subscription. Another one of its class gives the events.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class SubscribeAttribute : Attribute
{
    /// <summary>The method that gives the events as an <see cref="IAsyncEnumerable{T}"/>. It takes the same arguments.</summary>
    public required string With { get; set; }
}

/// <summary>The parameter receives the event.</summary>
[AttributeUsage(AttributeTargets.Parameter)]
public sealed class EventMessageAttribute : Attribute;
