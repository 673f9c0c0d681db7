using System.Text.Json;
using MicroSeg.Audience.Bitmaps;

namespace MicroSeg.Api.Audiences.Sets;

/// <summary><c>"loyal"</c> or <c>{ "segment": "loyal" }</c>: the members of a segment.</summary>
internal sealed record SegmentLeaf(string Path, string Key) : SetNode(Path)
{
    public static SetKind Kind { get; } = new("segment", Read);

    public override CustomerSet Evaluate(SetWorld world) => world.Members[Key];

    private static SegmentLeaf? Read(SetReader reader, JsonPlace place)
    {
        if (place.Json.ValueKind != JsonValueKind.String)
            return (SegmentLeaf?)reader.Wrong(place, "a segment's key");
        var key = place.Json.GetString()!;
        return reader.Knows(key, place.Path) ? new SegmentLeaf(place.Path, key) : null;
    }
}
