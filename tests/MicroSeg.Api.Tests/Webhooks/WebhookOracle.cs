using System.Diagnostics;
using System.Text;
using System.Text.Json;
using MicroSeg.Api.Tests.Support;

namespace MicroSeg.Api.Tests.Webhooks;

/// <summary>npm standardwebhooks, in one Node process for a whole batch.</summary>
internal static class WebhookOracle
{
    private static readonly string s_folder = Path.Combine(Repository.Root, "tests", "MicroSeg.Api.Tests", "oracle");

    /// <summary>Why the oracle cannot run; null if it can.</summary>
    public static string? Absence()
    {
        if (!Directory.Exists(Path.Combine(s_folder, "node_modules", "standardwebhooks")))
            return "npm standardwebhooks is not installed; run 'npm ci' in tests/MicroSeg.Api.Tests/oracle";
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

    /// <summary>Whether each webhook verifies, at the instant that it says it was sent.</summary>
    public static async Task<IReadOnlyList<bool>> VerifyAsync(IEnumerable<(string Secret, ReceivedWebhook Webhook)> cases)
    {
        var utf8 = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
        var start = new ProcessStartInfo("node", "verify.js")
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
        foreach (var (secret, webhook) in cases)
            await node.StandardInput.WriteLineAsync(JsonSerializer.Serialize(new { secret, payload = webhook.Payload, headers = webhook.Headers, now = webhook.Timestamp }));
        node.StandardInput.Close();
        return [.. (await reading).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(bool.Parse)];
    }
}
