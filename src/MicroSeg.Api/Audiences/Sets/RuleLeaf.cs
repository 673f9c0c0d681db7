using System.Text.Json;
using MicroSeg.Audience.Bitmaps;

namespace MicroSeg.Api.Audiences.Sets;

/// <summary><c>{ "rule": { … } }</c>: whoever a rule that is not saved holds for.</summary>
internal sealed record RuleLeaf(string Path, JsonElement Json) : SetNode(Path)
{
    public static SetKind Kind { get; } = new("rule", Read);

    public override CustomerSet Evaluate(SetWorld world) => world.Rules[Path];

    // What is wrong with the rule itself is found later, together with what the segments' slice knows of rules.
    private static RuleLeaf? Read(SetReader reader, JsonPlace place) =>
        place.Json.ValueKind == JsonValueKind.Object ? new RuleLeaf(place.Path, place.Json) : (RuleLeaf?)reader.Wrong(place, "a rule, which is an object");
}
