namespace MicroSeg.Audience.Tests.Oracle;

/// <summary>A customer as plain values: string, double, decimal, bool, DateOnly, DateTimeOffset, string[], or (lat, lon).</summary>
internal sealed class OracleCustomer(string id)
{
    public string Id { get; } = id;

    public Dictionary<string, object> Attributes { get; } = [];

    /// <summary>In the order of arrival.</summary>
    public List<OracleEvent> Events { get; } = [];
}

/// <summary>What a customer did.</summary>
/// <param name="Type">The event type.</param>
/// <param name="At">When.</param>
/// <param name="Properties">The properties that it has.</param>
/// <param name="Position">Its place in the order of arrival.</param>
internal sealed record OracleEvent(string Type, DateTimeOffset At, Dictionary<string, object> Properties, int Position);
