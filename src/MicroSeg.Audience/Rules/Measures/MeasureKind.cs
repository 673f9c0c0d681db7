using MicroSeg.Audience.Rules.Reading;

namespace MicroSeg.Audience.Rules.Measures;

/// <summary>A measure that event conditions may use.</summary>
/// <param name="Name">Its key.</param>
/// <param name="Read">Reads what stands under the key; null when that is wrong, which has been reported.</param>
internal sealed record MeasureKind(string Name, Func<ReadState, JsonPlace, ReadScope, Measure?> Read);
