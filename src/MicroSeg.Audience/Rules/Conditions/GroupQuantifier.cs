using System.Text.Json;
using System.Text.Json.Nodes;
using MicroSeg.Audience.Rules.Reading;
using MicroSeg.Audience.Rules.Shapes;

namespace MicroSeg.Audience.Rules.Conditions;

/// <summary><c>groups</c> beside <c>per</c>: how many groups must satisfy the measure. Groups are the values that occur in a matching event.</summary>
/// <param name="AtLeast">So many; 0 means that none may.</param>
internal readonly record struct GroupQuantifier(int AtLeast)
{
    public const string Key = "groups";

    private const string Expected = "\"any\", \"none\" or { \"atLeast\": 2 }";

    public static GroupQuantifier Any => new(1);

    public string Phrase(string per) => AtLeast switch
    {
        0 => $"for no {per}",
        1 => $"for at least one {per}",
        _ => $"for at least {RuleText.Number(AtLeast)} values of {per}",
    };

    /// <summary>What <see cref="Read"/> reads.</summary>
    public static JsonObject ValueShape => Shape.OneOf([Shape.Enum(["any", "none"]), new ObjectShape().Must("atLeast", Shape.Whole(1, int.MaxValue)).Build()]);

    public static GroupQuantifier? Read(ReadState state, JsonPlace place)
    {
        if (place.Json.ValueKind == JsonValueKind.Object)
        {
            var reader = ObjectReader.Open(state, place, Expected)!;
            var atLeast = reader.Require("atLeast", "a whole number") is { } count ? Values.Whole(state, count, 1, int.MaxValue) : null;
            reader.Finish();
            return atLeast is { } least ? new GroupQuantifier((int)least) : null;
        }

        if (place.Json.ValueKind == JsonValueKind.String && place.Json.GetString() is "any" or "none")
            return new GroupQuantifier(place.Json.GetString() == "any" ? 1 : 0);
        state.ReportShape(place, Expected);
        return null;
    }
}
