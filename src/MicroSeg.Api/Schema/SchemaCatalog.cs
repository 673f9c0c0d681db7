using System.Collections.Frozen;
using MicroSeg.Audience.Schema;

namespace MicroSeg.Api.Schema;

internal sealed class SchemaCatalog
{
    public AudienceSchema Audience { get; set; } = AudienceSchema.Empty;

    public IReadOnlyDictionary<string, FeedDefinition> Feeds { get; set; } = FrozenDictionary<string, FeedDefinition>.Empty;
}
