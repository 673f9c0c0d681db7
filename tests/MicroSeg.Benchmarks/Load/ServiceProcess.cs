using System.Diagnostics;
using System.Net.Http.Headers;
using System.Runtime.CompilerServices;

namespace MicroSeg.Benchmarks.Load;

/// <summary>The service as a process of its own on loopback, as built for release.</summary>
internal sealed class ServiceProcess : IAsyncDisposable
{
    private readonly Process _process;

    private ServiceProcess(Process process, HttpClient client, TimeSpan readyAfter)
    {
        _process = process;
        Client = client;
        ReadyAfter = readyAfter;
    }

    public HttpClient Client { get; }

    /// <summary>From the start of the process to the first 200 of <c>/health/ready</c>.</summary>
    public TimeSpan ReadyAfter { get; }

    /// <summary>The memory that the process has resident, in bytes, and the most that it ever had.</summary>
    public (long Now, long Peak) Memory
    {
        get
        {
            _process.Refresh();
            return (_process.WorkingSet64, _process.PeakWorkingSet64);
        }
    }

    /// <summary>The time that processors have worked for it.</summary>
    public TimeSpan ProcessorTime
    {
        get
        {
            _process.Refresh();
            return _process.TotalProcessorTime;
        }
    }

    public static async Task<ServiceProcess> StartAsync(string folder, int port = 5099, [CallerFilePath] string here = "")
    {
        var assembly = Path.GetFullPath(Path.Combine(here, "../../../../src/MicroSeg.Api/bin/Release/net10.0/MicroSeg.Api.dll"));
        if (!File.Exists(assembly))
            throw new InvalidOperationException("Build it first: dotnet build -c Release");
        var start = new ProcessStartInfo("dotnet", [assembly, $"--Storage:Folder={folder}", "--Demo:Enabled=false", "--Logging:LogLevel:Default=Warning"])
        {
            WorkingDirectory = Path.GetDirectoryName(assembly),
            Environment = { ["ASPNETCORE_ENVIRONMENT"] = "Development", ["ASPNETCORE_URLS"] = $"http://127.0.0.1:{port}" },
        };
        var clock = Stopwatch.StartNew();
        var process = Process.Start(start)!;
        var client = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{port}"), Timeout = TimeSpan.FromHours(2) };
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", "dev");
        while (!await IsReadyAsync(client))
        {
            if (process.HasExited)
                throw new InvalidOperationException($"The service ended with code {process.ExitCode}.");
            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System);
        }

        return new(process, client, clock.Elapsed);
    }

    /// <summary>Stops it as an orchestrator does (SIGTERM) and waits for its end.</summary>
    public async ValueTask DisposeAsync()
    {
        using (var kill = Process.Start("kill", ["-TERM", _process.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)]))
            await kill.WaitForExitAsync();
        await _process.WaitForExitAsync();
        _process.Dispose();
        Client.Dispose();
    }

    private static async Task<bool> IsReadyAsync(HttpClient client)
    {
        try
        {
            using var response = await client.GetAsync(new Uri("/health/ready", UriKind.Relative));
            return response.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }
}
