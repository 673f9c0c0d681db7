using System.Text.Json;
using System.Text.Json.Nodes;

namespace MicroSeg.Audience.Rules.Reading;

/// <summary>A value of the rule's JSON and where it stands.</summary>
/// <param name="Json">The value.</param>
/// <param name="Path">Its JSON path from the root, which is <c>$</c>.</param>
internal readonly record struct JsonPlace(JsonElement Json, string Path)
{
    private const int MaxShown = 60;

    /// <summary>The value as messages show it, cut when it is long.</summary>
    public string Shown
    {
        get
        {
            var text = Json.GetRawText();
            return text.Length <= MaxShown ? text : text[..MaxShown] + "…";
        }
    }

    /// <summary>The place of an item of this array, whose value is undefined when there is none.</summary>
    public JsonPlace Item(int index) => new(Json.ValueKind == JsonValueKind.Array && index < Json.GetArrayLength() ? Json[index] : default, $"{Path}[{RuleText.Number(index)}]");

    /// <summary>The place of a member of this object, whose value is undefined when it is not there.</summary>
    public JsonPlace Member(string key) => new(Json.ValueKind == JsonValueKind.Object && Json.TryGetProperty(key, out var value) ? value : default, PathOf(key));

    /// <summary>The place of a member of this object.</summary>
    public JsonPlace Member(JsonProperty member) => new(member.Value, PathOf(member.Name));

    /// <summary>The object without some of its members; null when nothing is left, or it is not known.</summary>
    public JsonElement? Without(params ReadOnlySpan<string> keys)
    {
        if (Json.ValueKind != JsonValueKind.Object)
            return null;
        var rest = new JsonObject();
        foreach (var member in Json.EnumerateObject())
        {
            if (!keys.Contains(member.Name))
                rest.Add(member.Name, JsonNode.Parse(member.Value.GetRawText()));
        }

        return rest.Count == 0 ? null : JsonSerializer.SerializeToElement(rest);
    }

    /// <summary>The path of a member of this object, whether or not it is there.</summary>
    public string PathOf(string key) => key.Length > 0 && key.All(c => char.IsAsciiLetterOrDigit(c) || c == '_')
        ? $"{Path}.{key}"
        : $"{Path}['{key.Replace("'", "\\'", StringComparison.Ordinal)}']";
}
