using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace MicroSeg.Api.Security;

/// <summary>The command line's <c>key NAME [scope …]</c>: makes an API key and shows the settings that let it in. The key itself is shown once and kept nowhere.</summary>
internal static class KeyCommand
{
    private const string Prefix = "mseg_";

    /// <summary>Runs the command if that is what the arguments say.</summary>
    public static bool TryRun(string[] args)
    {
        if (args is not ["key", var name, .. var scopes])
            return false;
        if (scopes.Length == 0)
            scopes = [.. Scopes.All];
        if (scopes.Except(Scopes.All, StringComparer.Ordinal).FirstOrDefault() is { } unknown)
        {
            Console.Error.WriteLine($"Unknown scope '{unknown}'. Known: {string.Join(", ", Scopes.All)}.");
            Environment.ExitCode = 2;
            return true;
        }

        var key = Prefix + Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));
        Console.WriteLine($"""
            Key (give it to its user; it is not kept): {key}
            Settings:
              Security__Keys__0__Name={name}
              Security__Keys__0__Sha256={Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key)))}
            {string.Join(Environment.NewLine, scopes.Select((scope, i) => $"  Security__Keys__0__Scopes__{i}={scope}"))}
            """);
        return true;
    }
}
