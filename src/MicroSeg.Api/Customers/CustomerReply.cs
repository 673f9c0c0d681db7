using System.Text.Json;

namespace MicroSeg.Api.Customers;

/// <summary>A customer, as it is shown.</summary>
internal sealed record CustomerReply(string Id, JsonElement Attributes, DateTimeOffset CreatedAt, DateTimeOffset UpdatedAt);
