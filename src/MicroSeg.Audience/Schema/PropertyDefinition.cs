namespace MicroSeg.Audience.Schema;

/// <summary>One typed value that customers or events may carry: an attribute of a customer or a property of an event.</summary>
/// <param name="Name">A letter, then letters, digits or underscores; at most 64 characters. Case matters.</param>
/// <param name="Type">What values it takes.</param>
/// <param name="Description">What it means, for people; never interpreted.</param>
public sealed record PropertyDefinition(string Name, PropertyType Type, string? Description = null);
