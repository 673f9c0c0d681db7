using MicroSeg.Api.Blocks.Compilation;

namespace MicroSeg.Api.Delivery;

/// <summary>The formats by name.</summary>
internal static class ContentFormats
{
    public static bool TryParse(string? name, out ContentFormat format)
    {
        (format, var known) = name switch
        {
            null or "" or "html" => (ContentFormat.Html, true),
            "text" => (ContentFormat.Text, true),
            "json" => (ContentFormat.Json, true),
            _ => (ContentFormat.Html, false),
        };
        return known;
    }

    public static string TypeOf(ContentFormat format) => format switch
    {
        ContentFormat.Html => "text/html; charset=utf-8",
        ContentFormat.Text => "text/plain; charset=utf-8",
        _ => "application/json; charset=utf-8",
    };
}
