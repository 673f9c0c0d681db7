using System.Diagnostics;
using System.Text;
using System.Text.Json;

namespace MicroSeg.Benchmarks.Load;

/// <summary>
/// Loads customers and events through REST into a service of its own, then measures what an operator asks: how fast, how much memory, how
/// long a start takes, how long a full evaluation. <c>-- load [customers] [events] [folder]</c>.
/// </summary>
internal static class LoadScenario
{
    private static readonly string[] Rules =
    [
        """{"event":"flight_booked","within":"365d","per":"destination","count":{"gt":3}}""",
        """{"event":"flight_booked","where":{"property":"cabin","eq":"business"},"within":"180d","count":{"gte":2}}""",
        """{"event":"flight_booked","within":"365d","sum":{"of":"price","gte":2000}}""",
        """{"all":[{"attribute":"tier","eq":"gold"},{"event":"flight_booked","within":"90d","count":{"eq":0}}]}""",
        """{"event":"page_view","where":{"property":"seconds","gte":300},"within":"30d"}""",
        """{"event":"flight_searched","within":"30d","distinct":{"of":"destination","gte":2}}""",
        """{"all":[{"attribute":"homeAirport","in":["AAA","ABH","ACO"]},{"attribute":"consent","eq":true}]}""",
        """{"event":"flight_booked","avg":{"of":"price","gte":600}}""",
        """{"event":"email_open","sinceLast":{"lte":"30d"}}""",
        """{"none":[{"event":"email_open","within":"180d"},{"event":"email_click","within":"180d"}]}""",
        """{"event":"flight_booked","last":{"of":"cabin","eq":"premium"}}""",
        """{"all":[{"segment":"s1"},{"not":{"segment":"s4"}}]}""",
    ];

    public static async Task RunAsync(string[] args)
    {
        var customers = args.Length > 0 ? int.Parse(args[0]) : 1_000_000;
        var events = args.Length > 1 ? int.Parse(args[1]) : 20_000_000;
        var folder = args.Length > 2 ? args[2] : Directory.CreateTempSubdirectory("microseg-load-").FullName;
        Console.WriteLine($"{customers:N0} customers, {events:N0} events, in {folder}");

        await using (var service = await ServiceProcess.StartAsync(folder))
        {
            using var schema = JsonDocument.Parse(LoadData.Attributes);
            foreach (var attribute in schema.RootElement.EnumerateObject())
                await PutAsync(service, $"/v1/schema/attributes/{attribute.Name}", $$"""{"type":{{attribute.Value.GetRawText()}}}""");
            foreach (var (name, json) in LoadData.Events)
                await PutAsync(service, $"/v1/schema/events/{name}", json);

            await ImportAsync(service, "customers", customers, LoadData.CustomerLines(customers));
            await ImportAsync(service, "events", events, LoadData.EventLines(events, customers));
            var clock = Stopwatch.StartNew();
            await PutAsync(service, "/v1/segments/s0", $$"""{"rule":{{Rules[0]}}}""");
            Report("first segment saved and served, with the rest of the intake applied", clock.Elapsed);
            Console.WriteLine($"  memory {service.Memory.Now / 1e6:N0} MB, at most {service.Memory.Peak / 1e6:N0} MB; store {Size(folder):N0} MB");
            for (var i = 1; i < Rules.Length; i++)
                await PutAsync(service, $"/v1/segments/s{i}", $$"""{"rule":{{Rules[i]}}}""");

            foreach (var rule in Rules.Take(3))
            {
                clock.Restart();
                using var response = await service.Client.PostAsync(new Uri("/v1/segments/preview", UriKind.Relative), Json($$"""{"rule":{{rule}}}"""));
                Report($"preview {rule}: {(await response.Content.ReadAsStringAsync())[..40]}…", clock.Elapsed);
            }
        }

        Report("stopped; starting again from the snapshot", TimeSpan.Zero);
        await using (var service = await ServiceProcess.StartAsync(folder))
        {
            Report("ready from the snapshot (process start to ready, all segments evaluated)", service.ReadyAfter);
            Console.WriteLine($"  memory {service.Memory.Now / 1e6:N0} MB");
        }
    }

    private static async Task ImportAsync(ServiceProcess service, string what, int count, IEnumerable<ReadOnlyMemory<byte>> chunks)
    {
        var clock = Stopwatch.StartNew();
        using var response = await service.Client.PostAsync(new Uri($"/v1/{what}", UriKind.Relative), new LineContent(chunks));
        var reply = await response.Content.ReadAsStringAsync();
        Console.WriteLine($"  {what}: {(int)response.StatusCode} {reply} in {clock.Elapsed.TotalSeconds:N1} s: {count / clock.Elapsed.TotalSeconds:N0}/s; memory {service.Memory.Now / 1e6:N0} MB, at most {service.Memory.Peak / 1e6:N0} MB");
    }

    private static async Task PutAsync(ServiceProcess service, string path, string json)
    {
        using var response = await service.Client.PutAsync(new Uri(path, UriKind.Relative), Json(json));
        if (!response.IsSuccessStatusCode)
            throw new InvalidOperationException($"{path}: {(int)response.StatusCode} {await response.Content.ReadAsStringAsync()}");
    }

    private static StringContent Json(string json) => new(json, Encoding.UTF8, "application/json");

    private static void Report(string what, TimeSpan took) => Console.WriteLine($"  {what}: {took.TotalSeconds:N2} s");

    private static double Size(string folder) => new DirectoryInfo(folder).EnumerateFiles("*", SearchOption.AllDirectories).Sum(f => f.Length) / 1e6;
}
