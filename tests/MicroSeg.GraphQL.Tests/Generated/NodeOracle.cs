using System.Diagnostics;
using System.Text;
using System.Text.Json;

namespace MicroSeg.GraphQL.Tests.Generated;

/// <summary>npm graphql, in one Node process for a whole batch of questions.</summary>
internal static class NodeOracle
{
    private static readonly string s_folder = Path.Combine(RepositoryRoot.TestProject, "oracle");

    /// <summary>Answers questions, which are objects with a <c>kind</c>; skips the test where the oracle cannot run.</summary>
    public static async Task<IReadOnlyList<JsonElement>> AskAsync(IReadOnlyList<object> questions)
    {
        if (Absence() is { } reason)
            Assert.Skip(reason);
        var utf8 = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
        var start = new ProcessStartInfo("node", "oracle.js")
        {
            WorkingDirectory = s_folder,
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            StandardInputEncoding = utf8,
            StandardOutputEncoding = utf8,
        };
        using var node = Process.Start(start)!;
        var reading = node.StandardOutput.ReadToEndAsync();
        foreach (var question in questions)
            await node.StandardInput.WriteLineAsync(JsonSerializer.Serialize(question));
        node.StandardInput.Close();
        var lines = (await reading).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(questions.Count, lines.Length);
        return [.. lines.Select(line => JsonElement.Parse(line))];
    }

    private static string? Absence()
    {
        if (!Directory.Exists(Path.Combine(s_folder, "node_modules", "graphql")))
            return "npm graphql is not installed; run 'npm ci' in tests/MicroSeg.GraphQL.Tests/oracle";
        try
        {
            using var node = Process.Start(new ProcessStartInfo("node", "--version") { RedirectStandardOutput = true, UseShellExecute = false });
            node!.WaitForExit();
            return null;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return "node is not installed";
        }
    }
}
