using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using MicroSeg.Api.Membership;
using MicroSeg.Api.Storage;
using MicroSeg.Api.Storage.Changes;
using MicroSeg.Api.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace MicroSeg.Api.Tests.Delivery;

/// <summary>The product with an airline's schema, a few customers and fares, and the block <c>city-offers</c>, all brought in through HTTP.</summary>
internal sealed class AirlineApi : IAsyncDisposable
{
    public const string CityOffers = """
        {
          "name": "Flights from your city",
          "variants": [
            { "key": "expats", "segment": "expats",
              "data": { "offers": { "feed": "flights", "where": { "origin": "{customer.homeAirport}", "destination": "{segment.destination}" },
                                    "sort": "price", "take": 3, "minItems": 1, "maxAge": "24h" } },
              "html": "<h2>Back to {{segment.destination}}</h2>{{#each offers}}<p>{{money price currency}}</p>{{/each}}", "text": "Back to {{segment.destination}}" },
            { "key": "by-city",
              "data": { "offers": { "feed": "flights", "where": { "origin": "{customer.homeAirport}" }, "sort": "price", "take": 6, "minItems": 3, "maxAge": "24h", "notPast": ["departs"] } },
              "html": "<ul>{{#each offers}}<li>{{destinationCity}}, {{date departs 'd MMM'}} from {{money price currency}}</li>{{/each}}</ul>",
              "text": "{{#each offers}}{{destinationCity}} {{money price currency}}\n{{/each}}",
              "subject": "{{plural offers.length 'one flight' '# flights'}}" } ],
          "default": { "html": "<p>Our best fares are on the site.</p>", "text": "Our best fares are on the site.", "json": { "offers": [] } },
          "staleFor": "48h", "deadlineMs": 150
        }
        """;

    public const string DefaultHtml = "<p>Our best fares are on the site.</p>";

    private AirlineApi(TestApi api, HttpClient client)
    {
        Api = api;
        Client = client;
    }

    public TestApi Api { get; }

    public HttpClient Client { get; }

    public static async Task<AirlineApi> StartAsync(TestApi? api = null, bool withData = true)
    {
        api ??= new TestApi();
        var airline = new AirlineApi(api, await api.ClientAsync());
        if (withData)
            await airline.FillAsync();
        return airline;
    }

    /// <summary>One fare as the feed has it.</summary>
    public static string Fare(string id, string origin, string destination, decimal price, string city, string departs = "2026-07-01", string? observedAt = null, string currency = "USD") =>
        JsonSerializer.Serialize(new { id, origin, destination, destinationCity = city, price, currency, departs, observedAt = observedAt ?? "2026-06-15T11:00:00Z" });

    public Task<HttpResponseMessage> GetAsync(string path) => Client.GetAsync(path, TestContext.Current.CancellationToken);

    public async Task<HttpResponseMessage> SendAsync(HttpMethod method, string path, string? body = null, string type = "application/json", string? ifMatch = null)
    {
        using var request = new HttpRequestMessage(method, path) { Content = body is null ? null : new StringContent(body, Encoding.UTF8, type) };
        if (ifMatch is not null)
            request.Headers.TryAddWithoutValidation("If-Match", ifMatch);
        return await Client.SendAsync(request, TestContext.Current.CancellationToken);
    }

    public async Task DoAsync(HttpMethod method, string path, string? body = null, string type = "application/json")
    {
        var response = await SendAsync(method, path, body, type);
        Assert.True(response.IsSuccessStatusCode, $"{method} {path}: {(int)response.StatusCode} {await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)}");
    }

    public async Task PublishAsync(string key, string definition)
    {
        await DoAsync(HttpMethod.Put, $"/v1/blocks/{key}", definition);
        await DoAsync(HttpMethod.Post, $"/v1/blocks/{key}/publish");
    }

    /// <summary>Adds fares, or replaces all.</summary>
    public async Task OffersAsync(IEnumerable<string> fares, bool replace = false)
    {
        await DoAsync(HttpMethod.Post, "/v1/feeds/flights/offers" + (replace ? "?replace=true" : ""), string.Join('\n', fares), "application/x-ndjson");
        await AppliedAsync();
    }

    public async Task CustomersAsync(params string[] customers)
    {
        await DoAsync(HttpMethod.Post, "/v1/customers", string.Join('\n', customers), "application/x-ndjson");
        await AppliedAsync();
    }

    public async Task<Content> ContentAsync(string customer, string format = "html", string block = "city-offers")
    {
        var response = await GetAsync($"/v1/blocks/{block}/content?customer={customer}&format={format}");
        var body = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        return new Content(body, Header("Source")!, Header("Reason"), Header("Variant"), Header("Version"), response);

        string? Header(string name) => response.Headers.TryGetValues("X-MicroSeg-" + name, out var values) ? values.Single() : null;
    }

    public async Task<JsonElement> JsonAsync(string path) => await Client.GetFromJsonAsync<JsonElement>(path, TestContext.Current.CancellationToken);

    /// <summary>Waits until this node has applied all that was committed.</summary>
    public async Task AppliedAsync()
    {
        var tails = Api.Services.GetRequiredService<ChangeTails>();
        await using var db = await Api.Services.GetRequiredService<IDbContextFactory<MicroSegDbContext>>().CreateDbContextAsync(TestContext.Current.CancellationToken);
        var last = await db.LastNumberAsync(TestContext.Current.CancellationToken);
        Assert.True(await tails.WhenAppliedAsync(last, TimeSpan.FromSeconds(10), TestContext.Current.CancellationToken));
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await Api.DisposeAsync();
    }

    public async Task DefineAsync()
    {
        foreach (var (name, type) in new[] { ("homeAirport", "string"), ("firstName", "string"), ("locale", "string"), ("timeZone", "string"), ("maxPrice", "decimal"), ("age", "number") })
            await DoAsync(HttpMethod.Put, $"/v1/schema/attributes/{name}", $$"""{ "type": "{{type}}" }""");
        await DoAsync(HttpMethod.Put, "/v1/schema/events/flight_booked", """{ "properties": { "destination": "string", "price": "decimal" } }""");
        await DoAsync(HttpMethod.Put, "/v1/schema/feeds/flights", """
            { "key": "id", "observedAt": "observedAt",
              "fields": { "id": "string", "origin": "string", "destination": "string", "destinationCity": "string", "price": "decimal", "currency": "string",
                          "departs": "date", "url": "string", "observedAt": "datetime" } }
            """);
        await DoAsync(HttpMethod.Put, "/v1/segments/expats", """
            { "name": "Expats", "rule": { "event": "flight_booked", "within": "365d", "per": "destination", "count": { "gt": 3 } } }
            """);
    }

    private async Task FillAsync()
    {
        await DefineAsync();
        await CustomersAsync(
            """{ "id": "c1", "attributes": { "homeAirport": "JFK", "firstName": "Ann", "locale": "en-US" } }""",
            """{ "id": "c2", "attributes": { "homeAirport": "JFK", "locale": "de-DE" } }""",
            """{ "id": "nowhere", "attributes": { "firstName": "Bob" } }""",
            """{ "id": "remote", "attributes": { "homeAirport": "XXX" } }""",
            """{ "id": "few", "attributes": { "homeAirport": "BOS" } }""",
            """{ "id": "expat", "attributes": { "homeAirport": "JFK", "locale": "en-GB" } }""");
        await DoAsync(HttpMethod.Post, "/v1/events", string.Join('\n', Enumerable.Range(1, 5).Select(i =>
            string.Create(CultureInfo.InvariantCulture, $$"""{ "id": "e{{i}}", "customer": "expat", "type": "flight_booked", "at": "2026-0{{i}}-01T10:00:00Z", "properties": { "destination": "DEL", "price": 500 } }"""))), "application/x-ndjson");
        await OffersAsync(
        [
            Fare("f1", "JFK", "LHR", 420.5m, "London"), Fare("f2", "JFK", "CDG", 399m, "Paris"), Fare("f3", "JFK", "DEL", 780m, "Delhi"), Fare("f4", "JFK", "LIS", 350.25m, "Lisbon"),
            Fare("f5", "SFO", "LHR", 100m, "London"), Fare("b1", "BOS", "LHR", 200m, "London"),
        ]);
        await PublishAsync("city-offers", CityOffers);
        await AppliedAsync();
        await UntilAsync(() => Api.Services.GetRequiredService<AudienceReader>().Find("expat")?.IsMember("expats") == true);
    }

    private static async Task UntilAsync(Func<bool> holds)
    {
        for (var i = 0; i < 200 && !holds(); i++)
            await Task.Delay(TimeSpan.FromMilliseconds(25), TimeProvider.System, TestContext.Current.CancellationToken);
        Assert.True(holds());
    }

    internal sealed record Content(string Body, string Source, string? Reason, string? Variant, string? Version, HttpResponseMessage Response);
}
