using System.Text.Json;

namespace MicroSeg.Api.Events;

/// <summary>An event of a customer, as it is shown.</summary>
internal sealed record CustomerEventReply(string Id, string Type, DateTimeOffset At, JsonElement Properties);
