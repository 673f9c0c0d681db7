namespace MicroSeg.Audience.Tests.Oracle;

/// <summary>A customer as plain values: string, double, decimal, bool, DateOnly, DateTimeOffset, string[], or (lat, lon).</summary>
internal sealed class OracleCustomer(string id)
{
    public string Id { get; } = id;

    public Dictionary<string, object> Attributes { get; } = [];

    /// <summary>In the order of arrival.</summary>
    public List<OracleEvent> Events { get; } = [];
}

internal sealed record OracleEvent(string Type, DateTimeOffset At, Dictionary<string, object> Properties);
