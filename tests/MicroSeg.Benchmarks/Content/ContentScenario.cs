using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Headers;
using System.Reflection;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Logging;

namespace MicroSeg.Benchmarks.Content;

/// <summary>
/// What ESPs call, beside a bare Kestrel endpoint that returns the same bytes from memory: both in this process, asked in turns by wrk over loopback.
/// <c>content [seconds] [customers]</c>; 5 seconds a round and 10,000 customers by default. Needs <c>wrk</c> on the path.
/// </summary>
internal static class ContentScenario
{
    private const int Rounds = 5;
    private const int Airports = 300;
    private const string Service = "http://127.0.0.1:5097";
    private const string Bare = "http://127.0.0.1:5098";

    private static readonly (string Name, string Block, string Html, string Data)[] Cases =
    [
        ("warm class", "by-city", List, Offers),
        ("filled for each customer", "hello", "<p>Hello {{customer.firstName}} {{customer.lastName}}</p>" + List, Offers),
        ("a class for each customer", "unique", "<p>{{upper customer.firstName}} {{customer.id}}</p>{{#if customer.id}}" + List + "{{/if}}", Offers),
    ];

    private const string List = "<ul>{{#each offers}}<li>{{destination}} from {{money price currency}}, {{date departs 'd MMM'}}</li>{{/each}}</ul>";
    private const string Offers = """{ "offers": { "feed": "flights", "where": { "origin": "{customer.homeAirport}" }, "sort": "price", "take": 6 } }""";

    public static async Task RunAsync(string[] args)
    {
        var seconds = args.Length > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture) : 5;
        var customers = args.Length > 1 ? int.Parse(args[1], CultureInfo.InvariantCulture) : 10_000;
        var folder = Directory.CreateTempSubdirectory("content-").FullName;
        var service = new Thread(() => Assembly.Load("MicroSeg.Api").EntryPoint!.Invoke(null, [(string[])[$"--Storage:Folder={folder}", "--Demo:Enabled=false", "--Security:AllowDevelopmentKey=true", "--Logging:LogLevel:Default=None", $"--urls={Service}"]])) { IsBackground = true };
        service.Start();
        using var client = new HttpClient { BaseAddress = new Uri(Service) };
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", "dev");
        await FillAsync(client, customers);

        foreach (var (name, block, _, _) in Cases)
        {
            var path = $"/v1/blocks/{block}/content?format=html&send=s1&customer=c";
            var body = await client.GetByteArrayAsync(new Uri($"{path}1", UriKind.Relative));
            await using var bare = await BareAsync(body);
            var script = Path.Combine(folder, "script.lua");
            await File.WriteAllTextAsync(script, $"wrk.headers['X-Api-Key']='dev'\nmath.randomseed(1)\nrequest = function() return wrk.format('GET', '{path}' .. math.random(0, {customers - 1})) end\n");
            Wrk(Service, script, 2);
            Wrk(Bare, script, 2);
            List<(double Rate, double P99)> ours = [], theirs = [];
            var allocated = 0.0;
            for (var round = 0; round < Rounds; round++)
            {
                theirs.Add(Wrk(Bare, script, seconds));
                var before = GC.GetTotalAllocatedBytes(precise: true);
                ours.Add(Wrk(Service, script, seconds));
                allocated = (GC.GetTotalAllocatedBytes(precise: true) - before) / (ours[^1].Rate * seconds);
            }

            var (rate, bareRate) = (Median(ours.Select(r => r.Rate)), Median(theirs.Select(r => r.Rate)));
            var (p99, bareP99) = (Median(ours.Select(r => r.P99)), Median(theirs.Select(r => r.P99)));
            Say($"{name}, {body.Length} bytes: {rate:N0} requests a second beside {bareRate:N0}: {rate / bareRate:F2}; p99 {p99:F2} ms beside {bareP99:F2} ms: {p99 / bareP99:F2}; {allocated:N0} bytes allocated a request");
        }

        Environment.Exit(0);
    }

    private static double Median(IEnumerable<double> values) => values.Order().ElementAt(Rounds / 2);

    private static async Task<WebApplication> BareAsync(byte[] body)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls(Bare).ConfigureKestrel(k => k.AddServerHeader = false);
        var app = builder.Build();
        app.Run(http =>
        {
            http.Response.ContentType = "text/html; charset=utf-8";
            http.Response.ContentLength = body.Length;
            return http.Response.Body.WriteAsync(body).AsTask();
        });
        await app.StartAsync();
        return app;
    }

    private static async Task FillAsync(HttpClient client, int customers)
    {
        while (!await IsReadyAsync(client))
            await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System);
        foreach (var name in new[] { "homeAirport", "firstName", "lastName" })
            await SendAsync(client, HttpMethod.Put, $"/v1/schema/attributes/{name}", """{"type":"string"}""");
        await SendAsync(client, HttpMethod.Put, "/v1/schema/feeds/flights", """{"key":"id","fields":{"id":"string","origin":"string","destination":"string","price":"decimal","currency":"string","departs":"date"}}""");
        await SendAsync(client, HttpMethod.Post, "/v1/customers", Lines(customers, i => $$"""{"id":"c{{i}}","attributes":{"homeAirport":"A{{i % Airports}}","firstName":"First{{i % 97}}","lastName":"Last{{i}}" } }"""), "application/x-ndjson");
        await SendAsync(client, HttpMethod.Post, "/v1/feeds/flights/offers", Lines(Airports * 20, i => $$"""{"id":"f{{i}}","origin":"A{{i % Airports}}","destination":"B{{i % 31}}","price":{{50 + (i % 400)}}.99,"currency":"USD","departs":"2099-01-01"}"""), "application/x-ndjson");
        foreach (var (_, block, html, data) in Cases)
        {
            var definition = $$"""{ "variants": [ { "key": "a", "data": {{data}}, "html": {{System.Text.Json.JsonSerializer.Serialize(html)}} } ], "default": { "html": "<p>none</p>" } }""";
            await SendAsync(client, HttpMethod.Put, $"/v1/blocks/{block}", definition);
            await SendAsync(client, HttpMethod.Post, $"/v1/blocks/{block}/publish", "");
        }
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

    private static string Lines(int count, Func<int, string> line) => string.Join('\n', Enumerable.Range(0, count).Select(line));

    private static async Task SendAsync(HttpClient client, HttpMethod method, string path, string body, string type = "application/json")
    {
        using var request = new HttpRequestMessage(method, path) { Content = new StringContent(body, Encoding.UTF8, type) };
        using var response = await client.SendAsync(request);
        if (!response.IsSuccessStatusCode)
            throw new InvalidOperationException($"{path}: {(int)response.StatusCode} {await response.Content.ReadAsStringAsync()}");
    }

    private static (double Rate, double P99) Wrk(string url, string script, int seconds)
    {
        var start = new ProcessStartInfo("wrk", ["-t1", "-c8", $"-d{seconds}s", "--latency", "-s", script, url]) { RedirectStandardOutput = true, UseShellExecute = false };
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        if (output.Contains("Non-2xx", StringComparison.Ordinal))
            throw new InvalidOperationException(output);
        var rate = double.Parse(output.Split("Requests/sec:")[1].Split('\n')[0].Trim(), CultureInfo.InvariantCulture);
        var p99 = output.Split("99%")[1].Split('\n')[0].Trim();
        var unit = p99.EndsWith("us", StringComparison.Ordinal) ? 0.001 : p99.EndsWith("ms", StringComparison.Ordinal) ? 1 : 1000;
        return (rate, double.Parse(p99.TrimEnd('u', 'm', 's'), CultureInfo.InvariantCulture) * unit);
    }

    private static void Say(FormattableString text) => Console.WriteLine(text.ToString(CultureInfo.InvariantCulture));
}
