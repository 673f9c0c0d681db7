using System.Text.Json;
using MicroSeg.Audience.Bitmaps;

namespace MicroSeg.Api.Audiences.Sets;

/// <summary><c>{ "all": true }</c>: every customer.</summary>
internal sealed record AllLeaf(string Path) : SetNode(Path)
{
    public static SetKind Kind { get; } = new("all", Read);

    public override CustomerSet Evaluate(SetWorld world) => world.Everyone;

    private static AllLeaf? Read(SetReader reader, JsonPlace place) =>
        place.Json.ValueKind == JsonValueKind.True ? new AllLeaf(place.Path) : (AllLeaf?)reader.Wrong(place, "true");
}
