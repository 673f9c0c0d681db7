using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using MicroSeg.Benchmarks.Load;
using Microsoft.Data.Sqlite;

namespace MicroSeg.Benchmarks.History;

/// <summary>Asks a service with a year of history who belonged when. <c>-- history [customers] [segments] [folder]</c>; a folder that was filled before is used again.</summary>
internal static class HistoryScenario
{
    private const int Questions = 40;

    public static async Task RunAsync(string[] args)
    {
        var customers = args.Length > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture) : 1_000_000;
        var segments = args.Length > 1 ? int.Parse(args[1], CultureInfo.InvariantCulture) : 40;
        var folder = args.Length > 2 ? args[2] : Directory.CreateTempSubdirectory("microseg-history-").FullName;
        var data = new HistoryData(folder, customers, segments);
        if (!File.Exists(Path.Combine(folder, "microseg.db")))
            await FillAsync(folder, customers, data);
        await using (var service = await ServiceProcess.StartAsync(folder))
        {
            Console.WriteLine($"  ready after {service.ReadyAfter.TotalSeconds:N1} s");
            var random = new Random(3);
            await AskAsync(service, "members of one segment at an instant, the first page", () => $"/v1/segments/{HistoryData.KeyOf(random.Next(segments))}/members?limit=100&at={At(data, random)}");
            await AskAsync(service, "one customer's history, the newest 100", () => $"/v1/customers/c{random.Next(customers)}/history?limit=100");
            await AskAsync(service, "one customer's history of all the year, up to 1,000", () => $"/v1/customers/c{random.Next(customers)}/history?limit=1000");
            await AskAsync(service, "one segment's size by day for a year", () => $"/v1/segments/{HistoryData.KeyOf(random.Next(segments))}/history?from={At(data, new Random(1))}");
            await AskAsync(service, "movement, 5 segments to 5", () => $"/v1/segments/movement?from={Keys(random.Next(segments / 2))}&between={At(data, new Random(1))},{At(data, new Random(2))}", 5);
        }
    }

    private static async Task FillAsync(string folder, int customers, HistoryData data)
    {
        await using (var service = await ServiceProcess.StartAsync(folder))
        {
            using var response = await service.Client.PostAsync(new Uri("/v1/customers", UriKind.Relative), new LineContent(Lines(customers)));
            response.EnsureSuccessStatusCode();
        }

        var clock = Stopwatch.StartNew();
        var changes = await data.FillAsync();
        SqliteConnection.ClearAllPools();
        var bytes = new FileInfo(Path.Combine(folder, "microseg.db")).Length;
        Console.WriteLine($"{customers:N0} customers, {changes:N0} entries and exits of a year, made in {clock.Elapsed.TotalSeconds:N0} s; the store has {bytes / 1e6:N0} MB with them");
    }

    private static async Task AskAsync(ServiceProcess service, string what, Func<string> path, int questions = Questions)
    {
        var took = new List<double>();
        var worked = service.ProcessorTime;
        for (var i = 0; i < questions; i++)
        {
            var uri = new Uri(path(), UriKind.Relative);
            var clock = Stopwatch.StartNew();
            using var response = await service.Client.GetAsync(uri);
            var body = await response.Content.ReadAsByteArrayAsync();
            took.Add(clock.Elapsed.TotalMilliseconds);
            if (!response.IsSuccessStatusCode)
                throw new InvalidOperationException($"{uri}: {(int)response.StatusCode} {JsonDocument.Parse(body).RootElement}");
        }

        took.Sort();
        Console.WriteLine($"  {what}: median {took[took.Count / 2]:N0} ms, 95 % within {took[took.Count * 95 / 100]:N0} ms, at most {took[^1]:N0} ms; {(service.ProcessorTime - worked).TotalMilliseconds / questions:N0} ms of processor time each");
    }

    private static string At(HistoryData data, Random random) => data.Start.AddSeconds(random.Next(360 * 86_400)).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    private static string Keys(int first) => string.Join(',', Enumerable.Range(first, 5).Select(HistoryData.KeyOf));

    private static IEnumerable<ReadOnlyMemory<byte>> Lines(int customers)
    {
        foreach (var chunk in Enumerable.Range(0, customers).Chunk(10_000))
            yield return System.Text.Encoding.UTF8.GetBytes(string.Concat(chunk.Select(i => $"{{\"id\":\"c{i}\"}}\n")));
    }
}
