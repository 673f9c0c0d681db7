using System.Diagnostics;
using System.Text;
using System.Text.Json.Nodes;

namespace MicroSeg.Audience.Tests.Oracle;

/// <summary>npm ajv, a validator of JSON Schema, in one Node process for a whole batch.</summary>
internal static class Ajv
{
    private static readonly string Folder = Path.Combine(Find(), "tests", "MicroSeg.Audience.Tests", "oracle");

    /// <summary>Why it cannot run; null if it can.</summary>
    public static string? Absence()
    {
        if (!Directory.Exists(Path.Combine(Folder, "node_modules", "ajv")))
            return "npm ajv is not installed; run 'npm ci' in tests/MicroSeg.Audience.Tests/oracle";
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

    /// <summary>Whether each document, one line of JSON, is valid.</summary>
    public static async Task<IReadOnlyList<bool>> ValidateAsync(JsonObject schema, IReadOnlyList<string> documents)
    {
        var utf8 = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
        using var node = Process.Start(new ProcessStartInfo("node", "oracle.js")
        {
            WorkingDirectory = Folder,
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardInputEncoding = utf8,
            StandardOutputEncoding = utf8,
        })!;
        var reading = node.StandardOutput.ReadToEndAsync();
        var complaints = node.StandardError.ReadToEndAsync();
        try
        {
            await node.StandardInput.WriteLineAsync(schema.ToJsonString());
            foreach (var document in documents)
                await node.StandardInput.WriteLineAsync(document);
            node.StandardInput.Close();
        }
        catch (IOException)
        {
            // It ended early, and says why.
        }

        Assert.True((await complaints).Length == 0, await complaints);
        var verdicts = (await reading).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(bool.Parse).ToList();
        Assert.Equal(documents.Count, verdicts.Count);
        return verdicts;
    }

    private static string Find()
    {
        var directory = new DirectoryInfo(AppContext.BaseDirectory);
        while (directory is not null && !File.Exists(Path.Combine(directory.FullName, "MicroSeg.Api.sln")))
            directory = directory.Parent;
        return directory?.FullName ?? throw new InvalidOperationException("The tests do not lie within the repository");
    }
}
