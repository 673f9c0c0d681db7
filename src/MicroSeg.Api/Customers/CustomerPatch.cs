using MicroSeg.Api.Intake.Records;

namespace MicroSeg.Api.Customers;

/// <summary>What is to change about a customer.</summary>
/// <param name="Id">The customer.</param>
/// <param name="Changes">The attributes to set, or to remove where there is no value, in the order of the schema.</param>
/// <param name="Json">The canonical JSON of those that are set.</param>
internal sealed record CustomerPatch(string Id, IReadOnlyList<IndexedValue> Changes, string Json);
