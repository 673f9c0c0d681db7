using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace MicroSeg.GraphQL.Hosting;

/// <summary>GraphiQL for browsers, from files within the assembly, so that no other site is asked.</summary>
internal static class GraphiQLAssets
{
    /// <summary>Whether a browser opens the address, rather than a client that asks something.</summary>
    public static bool IsAskedFor(HttpRequest request)
        => HttpMethods.IsGet(request.Method)
        && !request.Query.ContainsKey("query")
        && MediaTypeHeaderValue.TryParseList(request.Headers.Accept, out var accepted)
        && accepted.Any(range => range.MediaType.Equals("text/html", StringComparison.OrdinalIgnoreCase));

    public static async Task WritePageAsync(HttpContext context)
    {
        using var reader = new StreamReader(Open("index.html")!);
        var page = await reader.ReadToEndAsync(context.RequestAborted);
        context.Response.ContentType = "text/html; charset=utf-8";
        var path = System.Text.Encodings.Web.HtmlEncoder.Default.Encode(context.Request.PathBase + context.Request.Path);
        await context.Response.WriteAsync(page.Replace("{path}", path.TrimEnd('/'), StringComparison.Ordinal), context.RequestAborted);
    }

    public static IResult File(string name)
    {
        var contentType = Path.GetExtension(name) switch { ".js" => "text/javascript; charset=utf-8", ".css" => "text/css; charset=utf-8", _ => null };
        return contentType is not null && Open(name) is { } asset ? Results.Stream(asset, contentType) : Results.NotFound();
    }

    private static Stream? Open(string name) => typeof(GraphiQLAssets).Assembly.GetManifestResourceStream("GraphiQL/" + name);
}
