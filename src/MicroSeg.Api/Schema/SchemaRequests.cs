namespace MicroSeg.Api.Schema;

// These describe the bodies in the OpenAPI document; SchemaBodyReader reads them, because it names every mistake.

/// <summary>The body of an attribute's definition.</summary>
/// <param name="Type">One of string, number, decimal, boolean, date, datetime, stringSet, geo.</param>
/// <param name="Description">What it means, for people.</param>
internal sealed record PutAttribute(string Type, string? Description);

/// <summary>The body of an event type's definition.</summary>
/// <param name="Description">What it means, for people.</param>
/// <param name="Properties">Each property's type, as a string or as an object with type and description.</param>
internal sealed record PutEvent(string? Description, IReadOnlyDictionary<string, object>? Properties);

/// <summary>The body of a feed's definition.</summary>
/// <param name="Description">What it is, for people.</param>
/// <param name="Key">The string field that offers are upserted by.</param>
/// <param name="Fields">Each field's type, as a string or as an object with type and description.</param>
/// <param name="ObservedAt">The datetime field that says when the price was seen; the time of intake when absent.</param>
internal sealed record PutFeed(string? Description, string Key, IReadOnlyDictionary<string, object> Fields, string? ObservedAt);
