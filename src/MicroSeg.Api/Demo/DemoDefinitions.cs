using System.Text.Json;

namespace MicroSeg.Api.Demo;

/// <summary>The demo's schema, segments and blocks: the JSON files in <c>Demo/Definitions</c>.</summary>
internal static class DemoDefinitions
{
    private const string Prefix = "Demo.Definitions.";

    /// <summary>The members of <c>schema/{kind}.json</c>: names and definitions.</summary>
    public static IEnumerable<(string Name, string Json)> Schema(string kind)
    {
        using var document = JsonDocument.Parse(Read($"{Prefix}schema.{kind}.json"));
        foreach (var member in document.RootElement.EnumerateObject())
            yield return (member.Name, member.Value.GetRawText());
    }

    /// <summary>The files of a folder: their names without the ending, and their text.</summary>
    public static IEnumerable<(string Name, string Json)> Files(string folder)
    {
        var prefix = $"{Prefix}{folder}.";
        return typeof(DemoDefinitions).Assembly.GetManifestResourceNames()
            .Where(name => name.StartsWith(prefix, StringComparison.Ordinal))
            .Order(StringComparer.Ordinal)
            .Select(name => (name[prefix.Length..^".json".Length], Read(name)));
    }

    private static string Read(string resource)
    {
        using var reader = new StreamReader(typeof(DemoDefinitions).Assembly.GetManifestResourceStream(resource)!);
        return reader.ReadToEnd();
    }
}
