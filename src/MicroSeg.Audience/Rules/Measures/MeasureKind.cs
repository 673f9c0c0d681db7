using MicroSeg.Audience.Rules.Reading;
using MicroSeg.Audience.Rules.Shapes;
using MicroSeg.Audience.Rules.Windows;

namespace MicroSeg.Audience.Rules.Measures;

/// <summary>A measure that event conditions may use.</summary>
/// <param name="Name">Its key.</param>
/// <param name="Read">Reads what stands under the key; null when that is wrong, which has been reported.</param>
/// <param name="AddTo">Adds the key, and what must stand beside it, to the shape of a condition on events; nothing when no property of theirs will do.</param>
internal sealed record MeasureKind(string Name, Func<ReadState, JsonPlace, MeasureScope, Measure?> Read, Action<ShapeScope, ObjectShape> AddTo);

/// <summary>What of its condition a measure may look at while it is read.</summary>
/// <param name="Events">The scope of the event type.</param>
/// <param name="HasWithin">Whether there is a window.</param>
/// <param name="Within">The window; null when there is none, or it is wrong.</param>
/// <param name="HasPer">Whether there is <c>per</c>.</param>
/// <param name="Groups">Where <c>groups</c> stands; null when it does not.</param>
internal sealed record MeasureScope(ReadScope Events, bool HasWithin, EventWindow? Within, bool HasPer, JsonPlace? Groups);
