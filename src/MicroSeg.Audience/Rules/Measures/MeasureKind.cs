using MicroSeg.Audience.Rules.Reading;
using MicroSeg.Audience.Rules.Shapes;

namespace MicroSeg.Audience.Rules.Measures;

/// <summary>A measure that event conditions may use.</summary>
/// <param name="Name">Its key.</param>
/// <param name="Read">Reads what stands under the key; null when that is wrong, which has been reported.</param>
/// <param name="AddTo">Adds the key, and what must stand beside it, to the shape of a condition on events; nothing when no property of theirs will do.</param>
internal sealed record MeasureKind(string Name, Func<ReadState, JsonPlace, ReadScope, Measure?> Read, Action<ShapeScope, ObjectShape> AddTo);
