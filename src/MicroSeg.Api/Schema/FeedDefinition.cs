using System.Collections.Immutable;
using MicroSeg.Audience.Schema;

namespace MicroSeg.Api.Schema;

/// <summary>A feed of offers and its typed fields.</summary>
internal sealed record FeedDefinition(string Name, string Key, ImmutableArray<PropertyDefinition> Fields, string? ObservedAt = null)
{
    public int IndexOf(string field)
    {
        for (var i = 0; i < Fields.Length; i++)
        {
            if (Fields[i].Name == field)
                return i;
        }

        return -1;
    }
}
