using System.Text.Json;

namespace MicroSeg.Api.Audiences.Sets;

/// <summary>A value of the request's JSON and where it stands.</summary>
/// <param name="Json">The value.</param>
/// <param name="Path">Its JSON path.</param>
internal readonly record struct JsonPlace(JsonElement Json, string Path)
{
    /// <summary>The value as messages show it, cut when it is long.</summary>
    public string Shown => Web.Suggestions.Cut(Json.GetRawText());

    public JsonPlace Item(int index) => new(Json[index], $"{Path}[{index}]");

    public JsonPlace Member(JsonProperty member) => new(member.Value, $"{Path}.{member.Name}");
}
