using System.Text.Json;

namespace MicroSeg.Templates.Tests.Rendering;

internal static class Renders
{
    /// <summary>Renders a source with data written as JSON.</summary>
    public static string Text(string source, string json = "{}", RenderOptions? options = null)
        => Template.Parse(source).Render(Json(json), options);

    public static TemplateValue Json(string json)
    {
        using var document = JsonDocument.Parse(json);
        return TemplateValue.FromJson(document.RootElement);
    }
}
