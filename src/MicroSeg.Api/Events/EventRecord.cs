namespace MicroSeg.Api.Events;

/// <summary>An event, as it is sent.</summary>
/// <param name="Id">1 to 200 characters; the same id counts once.</param>
/// <param name="Customer">The customer's id; an unknown customer is created.</param>
/// <param name="Type">The event type.</param>
/// <param name="At">When it happened, with an offset; years 1970 to 2105. One in the future counts when its time comes.</param>
/// <param name="Properties">The event type's properties.</param>
internal sealed record EventRecord(string Id, string Customer, string Type, DateTimeOffset At, IReadOnlyDictionary<string, object?>? Properties);

/// <summary>An event that is to be written.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Customer">The customer's id.</param>
/// <param name="Type">The event type's index.</param>
/// <param name="At">Microseconds since 1970.</param>
/// <param name="Properties">Canonical JSON.</param>
internal sealed record NewEvent(string Id, string Customer, int Type, long At, string Properties);
