using System.Diagnostics;
using System.Text;
using System.Text.Json;

namespace MicroSeg.Templates.Tests.Generated;

/// <summary>npm handlebars, in one Node process for a whole batch.</summary>
internal static class NodeOracle
{
    private static readonly string s_folder = Path.Combine(RepositoryRoot.TestProject, "oracle");

    /// <summary>Why the oracle cannot run; null if it can.</summary>
    public static string? Absence()
    {
        if (!Directory.Exists(Path.Combine(s_folder, "node_modules", "handlebars")))
            return "npm handlebars is not installed; run 'npm ci' in tests/MicroSeg.Templates.Tests/oracle";
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

    public static async Task<IReadOnlyList<Outcome>> RenderAsync(IReadOnlyList<GeneratedCase> cases)
    {
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
        foreach (var test in cases)
            await node.StandardInput.WriteLineAsync(JsonSerializer.Serialize(test));
        node.StandardInput.Close();
        var lines = (await reading).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(cases.Count, lines.Length);
        return [.. lines.Select(line => JsonSerializer.Deserialize<Outcome>(line)!)];
    }
}
