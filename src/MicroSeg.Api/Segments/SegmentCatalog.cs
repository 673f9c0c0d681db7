using System.Collections.Concurrent;
using MicroSeg.Audience.Schema;

namespace MicroSeg.Api.Segments;

internal sealed class SegmentCatalog
{
    public ConcurrentDictionary<string, IReadOnlyDictionary<string, PropertyType>> Segments { get; } = new(StringComparer.Ordinal);
}
