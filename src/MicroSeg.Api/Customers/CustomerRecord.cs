namespace MicroSeg.Api.Customers;

/// <summary>A customer, as it is sent.</summary>
/// <param name="Id">1 to 200 characters.</param>
/// <param name="Attributes">The attributes to set; null removes one, and what is not mentioned stays.</param>
internal sealed record CustomerRecord(string Id, IReadOnlyDictionary<string, object?>? Attributes);
