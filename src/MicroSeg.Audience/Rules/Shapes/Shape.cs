using System.Text.Json.Nodes;
using MicroSeg.Audience.Schema;

namespace MicroSeg.Audience.Rules.Shapes;

/// <summary>The schemas of values.</summary>
internal static class Shape
{
    private const string Days = "(0[1-9]|[12][0-9]|3[01])";
    private const string Clock = "([01][0-9]|2[0-3]):[0-5][0-9]";

    // Every day that there is, 29 February in leap years only, from the year 1 on.
    private const string Day =
        "(?!0000)([0-9]{4}-((0[13578]|1[02])-" + Days + "|(0[469]|11)-(0[1-9]|[12][0-9]|30)|02-(0[1-9]|1[0-9]|2[0-8]))"
        + "|([0-9]{2}(0[48]|[2468][048]|[13579][26])|([02468][048]|[13579][26])00)-02-29)";

    public static JsonObject Boolean => new() { ["type"] = "boolean" };

    public static JsonObject Text => new() { ["type"] = "string" };

    /// <summary>A date such as <c>2026-03-01</c>.</summary>
    public static JsonObject Date(ShapeScope scope) => scope.Define("date", () => Pattern($"^{Day}$", "a date such as 2026-03-01"));

    /// <summary>An instant with an offset.</summary>
    public static JsonObject Instant(ShapeScope scope) => scope.Define("instant", () => Pattern(
        $"^{Day}(T{Clock}{Zone(":")}|T{Clock}:[0-5][0-9](\\.[0-9]{{0,7}})?{Zone(":?")}| {Clock}:[0-5][0-9]{Zone(":?")})$", "an instant with an offset such as 2026-03-01T10:00:00Z"));

    /// <summary>A date or an instant.</summary>
    public static JsonObject Moment(ShapeScope scope) => OneOf([Date(scope), Instant(scope)]);

    /// <summary>A duration.</summary>
    public static JsonObject Duration(ShapeScope scope) => scope.Define("duration", () => Pattern(RuleDuration.PatternOf(wholeDays: false), RuleDuration.Expected));

    /// <summary>A duration of whole days.</summary>
    public static JsonObject WholeDays(ShapeScope scope) => scope.Define("wholeDays", () => Pattern(RuleDuration.PatternOf(wholeDays: true), "whole days: units d w mo y"));

    /// <summary>A whole number in a range; 3.0 is one.</summary>
    public static JsonObject Whole(long min, long max) => new() { ["type"] = "integer", ["minimum"] = min, ["maximum"] = max };

    /// <summary>Whole numbers in a range, at least one and none twice.</summary>
    public static JsonObject SetOf(long min, long max) => new() { ["type"] = "array", ["items"] = Whole(min, max), ["minItems"] = 1, ["uniqueItems"] = true };

    /// <summary>An object that has a key, whatever else it has.</summary>
    public static JsonObject Having(string key) => new() { ["type"] = "object", ["required"] = new JsonArray(key) };

    /// <summary>One of some texts.</summary>
    public static JsonObject Enum(IEnumerable<string> values) => new() { ["enum"] = new JsonArray([.. values.Select(v => JsonValue.Create(v))]) };

    /// <summary>Just this text.</summary>
    public static JsonObject Just(string value) => new() { ["const"] = value };

    /// <summary>A list, of at most so many items where that is said.</summary>
    public static JsonObject ListOf(JsonObject item, int? most = null)
    {
        var list = new JsonObject { ["type"] = "array", ["items"] = item };
        if (most is { } count)
            list["maxItems"] = count;
        return list;
    }

    /// <summary><c>[a, b]</c>.</summary>
    public static JsonObject PairOf(JsonObject item) => new() { ["type"] = "array", ["items"] = item, ["minItems"] = 2, ["maxItems"] = 2 };

    /// <summary>One of some schemas that exclude each other.</summary>
    public static JsonObject OneOf(IEnumerable<JsonObject> schemas) => schemas.ToArray() is [var only] ? only : new JsonObject { ["oneOf"] = new JsonArray([.. schemas]) };

    /// <summary>A value of a type.</summary>
    public static JsonObject Value(ShapeScope scope, PropertyType type) => type switch
    {
        PropertyType.String => Text,
        PropertyType.Number => new JsonObject { ["type"] = "number" },
        PropertyType.Decimal => scope.Define("decimal", () => new JsonObject { ["type"] = "number", ["minimum"] = -PropertyValue.MaxDecimal, ["maximum"] = PropertyValue.MaxDecimal, ["multipleOf"] = 0.000001m }),
        PropertyType.Boolean => Boolean,
        PropertyType.Date => Date(scope),
        PropertyType.DateTime => Instant(scope),
        PropertyType.StringSet => ListOf(Text),
        _ => scope.Define("point", () => new ObjectShape().Must("lat", Between(-90, 90)).Must("lon", Between(-180, 180)).Build()),
    };

    private static string Zone(string colon) => $"([Zz]|[+-](0[0-9]|1[0-3]){colon}[0-5][0-9]|[+-]14{colon}00)";

    private static JsonObject Between(int min, int max) => new() { ["type"] = "number", ["minimum"] = min, ["maximum"] = max };

    private static JsonObject Pattern(string pattern, string description) => new() { ["type"] = "string", ["pattern"] = pattern, ["description"] = description };
}
