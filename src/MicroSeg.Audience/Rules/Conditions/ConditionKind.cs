using System.Text.Json.Nodes;
using MicroSeg.Audience.Rules.Reading;
using MicroSeg.Audience.Rules.Shapes;

namespace MicroSeg.Audience.Rules.Conditions;

/// <summary>A kind of node.</summary>
/// <param name="Key">The key by which a node shows its kind.</param>
/// <param name="Read">Reads and checks a node of the kind, the key included; null when something is wrong with it, which has been reported.</param>
/// <param name="Shapes">What nodes of the kind look like: schemas that exclude each other; none when there is nothing that they could be about.</param>
internal sealed record ConditionKind(string Key, Func<ReadState, ObjectReader, ReadScope, SegmentRule?> Read, Func<ShapeScope, IEnumerable<JsonObject>> Shapes);
