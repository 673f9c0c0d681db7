using System.Diagnostics;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text.Json;

namespace MicroSeg.Benchmarks.DuckDb;

/// <summary>A DuckDB in memory, in a Node process of its own.</summary>
internal sealed class DuckDbClient : IDisposable
{
    private readonly Process _process;
    private readonly string _results = Path.GetTempFileName();
    private int _id;

    public DuckDbClient(int threads, [CallerFilePath] string here = "")
    {
        var folder = Path.GetFullPath(Path.Combine(here, "../client"));
        if (!Directory.Exists(Path.Combine(folder, "node_modules")))
            throw new InvalidOperationException($"Run 'npm ci' in {folder} first.");
        var start = new ProcessStartInfo("node", [Path.Combine(folder, "run.mjs"), threads.ToString(CultureInfo.InvariantCulture)]) { RedirectStandardInput = true, RedirectStandardOutput = true, UseShellExecute = false };
        _process = Process.Start(start)!;
    }

    /// <summary>Runs a statement.</summary>
    /// <returns>How long it took, in milliseconds.</returns>
    public double Run(string sql) => Send(new { id = ++_id, sql });

    /// <summary>Puts a query's one column into a table, which is timed, and reads it, which is not.</summary>
    public (double Milliseconds, int[] Rows) Query(string sql)
    {
        var milliseconds = Send(new { id = ++_id, sql = $"CREATE OR REPLACE TEMP TABLE result AS {sql}", read = "SELECT * FROM result ORDER BY 1", into = _results });
        return (milliseconds, MemoryMarshal.Cast<byte, int>(File.ReadAllBytes(_results)).ToArray());
    }

    public void Dispose()
    {
        _process.StandardInput.Close();
        _process.WaitForExit();
        _process.Dispose();
        File.Delete(_results);
    }

    private double Send(object request)
    {
        _process.StandardInput.WriteLine(JsonSerializer.Serialize(request));
        _process.StandardInput.Flush();
        using var reply = JsonDocument.Parse(_process.StandardOutput.ReadLine() ?? throw new InvalidOperationException("The DuckDB client has ended."));
        return reply.RootElement.TryGetProperty("error", out var error)
            ? throw new InvalidOperationException($"{error.GetString()} in {JsonSerializer.Serialize(request)}")
            : reply.RootElement.GetProperty("ms").GetDouble();
    }
}
