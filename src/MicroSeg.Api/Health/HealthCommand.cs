namespace MicroSeg.Api.Health;

/// <summary>The command line's <c>health URL</c>: asks a running service whether it is ready, for containers that have no other client.</summary>
internal static class HealthCommand
{
    /// <summary>Runs the command if that is what the arguments say; the exit code is 0 when the service is ready.</summary>
    public static async Task<bool> TryRunAsync(string[] args)
    {
        if (args is not ["health", var url])
            return false;
        using var client = new HttpClient { Timeout = TimeSpan.FromSeconds(2) };
        try
        {
            using var response = await client.GetAsync(new Uri(url));
            Environment.ExitCode = response.IsSuccessStatusCode ? 0 : 1;
        }
        catch (Exception exception) when (exception is HttpRequestException or TaskCanceledException)
        {
            Environment.ExitCode = 1;
        }

        return true;
    }
}
