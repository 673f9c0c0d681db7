using System.Text.Json;

namespace MicroSeg.GraphQL.Tests;

/// <summary>Foreign test data that lies beside the repository.</summary>
internal static class Suites
{
    private static readonly string s_folder = Path.Combine(RepositoryRoot.Path, "..", "shared", "suites");

    public static IReadOnlyList<JsonElement> Lines(string name) => [.. ReadOrSkip(name).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(Parse)];

    public static string ReadOrSkip(string name)
    {
        var path = Path.Combine(s_folder, name);
        if (!File.Exists(path))
            Assert.Skip($"The suite {name} is not beside the project");
        return File.ReadAllText(path);
    }

    private static JsonElement Parse(string line) => JsonElement.Parse(line);
}
