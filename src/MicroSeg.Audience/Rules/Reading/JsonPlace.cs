using System.Text.Json;

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

    /// <summary>The place of an item of this array.</summary>
    public JsonPlace Item(int index) => new(Json[index], $"{Path}[{RuleText.Number(index)}]");

    /// <summary>The place of a member of this object.</summary>
    public JsonPlace Member(JsonProperty member) => new(member.Value, PathOf(member.Name));

    /// <summary>The path of a member of this object, whether or not it is there.</summary>
    public string PathOf(string key) => key.Length > 0 && key.All(c => char.IsAsciiLetterOrDigit(c) || c == '_')
        ? $"{Path}.{key}"
        : $"{Path}['{key.Replace("'", "\\'", StringComparison.Ordinal)}']";
}
