using MicroSeg.Api.Storage;
using MicroSeg.Api.Storage.Changes;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.Options;

namespace MicroSeg.Api.Demo;

/// <summary>
/// Fills an empty store through the service's own REST API, and keeps the fares of a store that it filled fresh, as a partner's price feed
/// would. A fill that was cut short is taken up again at the next start: every step of it may be repeated.
/// </summary>
internal sealed partial class DemoSeeder(
    IServer server,
    IHostApplicationLifetime lifetime,
    ChangeTails tails,
    NodeFolder folder,
    IOptions<DemoOptions> options,
    TimeProvider time,
    ILogger<DemoSeeder> logger) : BackgroundService
{
    private const string Key = "dev";
    private const string AnyBlock = "/v1/blocks/greeting";
    private const string Offers = "/v1/feeds/flights/offers?replace=true";

    private readonly string _marker = Path.Combine(folder.Path, "demo-unfinished");
    private readonly TaskCompletionSource _filled = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Completes when the store has the whole demo; fails when it could not be filled.</summary>
    public Task Filled => _filled.Task;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var started = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var registration = lifetime.ApplicationStarted.Register(started.SetResult);
        await started.Task.WaitAsync(stoppingToken);
        if (server.Features.Get<IServerAddressesFeature>()?.Addresses.FirstOrDefault() is not { } address)
            return;
        await tails.WhenLoadedAsync(stoppingToken);

        var service = new Uri(address.Replace("[::]", "localhost", StringComparison.Ordinal).Replace("0.0.0.0", "localhost", StringComparison.Ordinal));
        using var client = new DemoClient(service, Key);
        try
        {
            await RunAsync(client, service, stoppingToken);
        }
        catch (Exception exception) when (!stoppingToken.IsCancellationRequested)
        {
            Log.Failed(logger, exception);
            _filled.TrySetException(exception);
        }
    }

    private async Task RunAsync(DemoClient client, Uri service, CancellationToken cancellationToken)
    {
        var geography = DemoGeography.Load();
        if (File.Exists(_marker) || await IsEmptyAsync(client, cancellationToken))
            await FillAsync(client, geography, cancellationToken);
        else if (await client.ExistsAsync(AnyBlock, cancellationToken) && await client.ExistsAsync("/v1/customers/demo-1", cancellationToken))
            await RefreshFaresAsync(client, geography, cancellationToken);
        else
            return;

        ShowTour(service);
        _filled.TrySetResult();
        using var timer = new PeriodicTimer(options.Value.RefreshFaresEvery, time);
        while (await timer.WaitForNextTickAsync(cancellationToken))
            await RefreshFaresAsync(client, geography, cancellationToken);
    }

    private static async Task<bool> IsEmptyAsync(DemoClient client, CancellationToken cancellationToken)
    {
        var schema = await client.GetAsync("/v1/schema", cancellationToken);
        return schema.GetProperty("attributes").GetArrayLength() == 0 && schema.GetProperty("events").GetArrayLength() == 0;
    }

    private async Task FillAsync(DemoClient client, DemoGeography geography, CancellationToken cancellationToken)
    {
        await File.WriteAllTextAsync(_marker, string.Empty, cancellationToken);
        var started = time.GetTimestamp();
        var now = time.GetUtcNow();
        Say($"Demo: filling the empty store with {options.Value.Customers:N0} customers on real routes …");
        foreach (var kind in (string[])["attributes", "events", "feeds"])
        {
            foreach (var (name, json) in DemoDefinitions.Schema(kind))
                await client.PutAsync($"/v1/schema/{kind}/{name}", json, cancellationToken);
        }

        var customers = new DemoPopulation(geography, now).Draw(options.Value.Customers).ToList();
        await client.ImportAsync("/v1/customers", customers, DemoJson.Write, cancellationToken);
        Say($"Demo: {customers.Count:N0} customers.");

        var travel = new DemoTravel(geography, now);
        var events = customers.SelectMany(travel.EventsOf).Select((e, i) => (Number: i + 1, Event: e));
        var sent = await client.ImportAsync("/v1/events", WithProgress(events), DemoJson.Write, cancellationToken);
        Say($"Demo: {sent:N0} events.");

        await RefreshFaresAsync(client, geography, cancellationToken);
        foreach (var (key, json) in DemoDefinitions.Files("segments").OrderBy(s => s.Json.Contains("\"segment\"", StringComparison.Ordinal)))
            await client.PutAsync($"/v1/segments/{key}", json, cancellationToken);
        foreach (var (key, json) in DemoDefinitions.Files("blocks"))
        {
            await client.PutAsync($"/v1/blocks/{key}", json, cancellationToken);
            await client.PostAsync($"/v1/blocks/{key}/publish", cancellationToken);
        }

        File.Delete(_marker);
        Say($"Demo: ready after {time.GetElapsedTime(started).TotalSeconds:N0} s.");
    }

    private async Task RefreshFaresAsync(DemoClient client, DemoGeography geography, CancellationToken cancellationToken)
    {
        var fares = await client.ImportAsync(Offers, new DemoFares(geography, time.GetUtcNow()).Observe(), DemoJson.Write, cancellationToken);
        Say($"Demo: {fares:N0} fares.");
    }

    private static IEnumerable<T> WithProgress<T>(IEnumerable<T> items)
    {
        const int Every = 100_000;
        var count = 0;
        foreach (var item in items)
        {
            yield return item;
            if (++count % Every == 0)
                Say($"Demo: {count:N0} events …");
        }
    }

    private static void ShowTour(Uri service)
    {
        var root = service.ToString().TrimEnd('/');
        Say($"""

            Try:
              curl -H 'X-Api-Key: {Key}' '{root}/v1/blocks/city-offers/content?customer=demo-1&format=html'
              curl -H 'X-Api-Key: {Key}' '{root}/v1/customers/demo-1/segments'
              curl -H 'X-Api-Key: {Key}' '{root}/v1/segments/expats/members?limit=3'

            """);
    }

    // The console, not the log: this is for the person who has just typed the command.
    private static void Say(string line) => Console.WriteLine(line);

    private static partial class Log
    {
        [LoggerMessage(1901, LogLevel.Error, "The demo could not be filled; it is taken up again at the next start")]
        public static partial void Failed(ILogger logger, Exception exception);
    }
}
