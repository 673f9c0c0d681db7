using System.Globalization;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using MicroSeg.Api.Membership;
using MicroSeg.Api.Storage;
using MicroSeg.Api.Storage.Changes;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace MicroSeg.Api.Tests.Support;

/// <summary>A running product with a small travel schema, and short ways to fill and to ask it.</summary>
internal sealed class TestAudience(TestApi api, HttpClient http) : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    public TestApi Api => api;

    public HttpClient Http => http;

    public DateTimeOffset Now => api.Clock.GetUtcNow();

    /// <summary>What the service judges by: the clock, unless it was set back.</summary>
    public DateTimeOffset Instant => Engine.State.AsOf is var asOf && asOf > Now ? asOf : Now;

    public MembershipEngine Engine => api.Services.GetRequiredService<MembershipEngine>();

    private IDbContextFactory<MicroSegDbContext> Store => api.Services.GetRequiredService<IDbContextFactory<MicroSegDbContext>>();

    public static async Task<TestAudience> StartAsync(string? folder = null, ManualTimeProvider? clock = null, params (string Key, string Value)[] settings)
    {
        var api = new TestApi(folder, settings) { Clock = clock ?? new ManualTimeProvider(TestApi.Start) };
        var audience = new TestAudience(api, await api.ClientAsync());
        await audience.DefineAsync("attributes/age", """{ "type": "number" }""");
        await audience.DefineAsync("attributes/city", """{ "type": "string" }""");
        await audience.DefineAsync("events/booked", """{ "properties": { "destination": "string", "price": "decimal" } }""");
        await audience.DefineAsync("events/searched", """{ "properties": { "destination": "string" } }""");
        return audience;
    }

    public async Task DefineAsync(string path, string body)
    {
        using var response = await http.PutAsync("/v1/schema/" + path, Json(body));
        Assert.True(response.IsSuccessStatusCode, await response.Content.ReadAsStringAsync());
    }

    public static StringContent Json(string body) => new(body, MediaTypeHeaderValue.Parse("application/json"));

    public Task<HttpResponseMessage> PutAsync(string key, string rule) => http.PutAsync($"/v1/segments/{key}", Json($$"""{ "rule": {{rule}} }"""));

    public async Task<JsonElement> SaveAsync(string key, string rule)
    {
        using var response = await PutAsync(key, rule);
        Assert.True(response.IsSuccessStatusCode, await response.Content.ReadAsStringAsync());
        return await response.Content.ReadFromJsonAsync<JsonElement>();
    }

    public async Task<JsonElement> PreviewAsync(string rule, DateTimeOffset? asOf = null)
    {
        using var response = await http.PostAsync("/v1/segments/preview", Json($$"""{ "rule": {{rule}}, "asOf": {{JsonSerializer.Serialize(asOf)}} }"""));
        Assert.True(response.IsSuccessStatusCode, await response.Content.ReadAsStringAsync());
        return await response.Content.ReadFromJsonAsync<JsonElement>();
    }

    public Task<JsonElement> GetAsync(string path) => http.GetFromJsonAsync<JsonElement>(path);

    /// <summary>All members by walking the pages.</summary>
    public async Task<List<string>> MembersAsync(string segment, int limit = 1_000)
    {
        var members = new List<string>();
        string? cursor = null;
        do
        {
            var page = await GetAsync($"/v1/segments/{segment}/members?limit={limit}&cursor={cursor}");
            members.AddRange(page.GetProperty("items").EnumerateArray().Select(m => m.GetProperty("customer").GetString()!));
            cursor = page.TryGetProperty("next", out var next) ? next.GetString() : null;
        }
        while (cursor is not null);
        return members;
    }

    public async Task<Dictionary<string, DateTimeOffset>> SinceAsync(string segment)
    {
        var page = await GetAsync($"/v1/segments/{segment}/members?limit=1000");
        return page.GetProperty("items").EnumerateArray().ToDictionary(m => m.GetProperty("customer").GetString()!, m => m.GetProperty("since").GetDateTimeOffset());
    }

    /// <summary>Moves the clock, and waits for membership to be as of then.</summary>
    public async Task AdvanceAsync(TimeSpan by)
    {
        api.Clock.Advance(by);
        var wanted = Now;
        for (var attempt = 0; Engine.State.AsOf < wanted; attempt++)
        {
            Assert.True(attempt < 100, "Membership was not evaluated again.");
            var progress = Engine.Progress;
            if (Engine.State.AsOf >= wanted)
                return;

            // A timer that was set while the clock moved counts from the later instant.
            if (await Task.WhenAny(progress, Task.Delay(TimeSpan.FromMilliseconds(200), TimeProvider.System, TestContext.Current.CancellationToken)) != progress)
                api.Clock.Advance(TimeSpan.FromSeconds(1));
        }
    }

    /// <summary>Merges attributes into a customer's.</summary>
    public Task UpsertAsync(string id, string attributes = "{}") => PostAsync("/v1/customers", $$"""{ "id": {{JsonSerializer.Serialize(id)}}, "attributes": {{attributes}} }""");

    public Task BookAsync(string customer, string destination, DateTimeOffset at, string? id = null, decimal price = 100) =>
        EventAsync(id ?? Guid.NewGuid().ToString("N"), customer, "booked", at, $$"""{ "destination": "{{destination}}", "price": {{price.ToString(CultureInfo.InvariantCulture)}} }""");

    public Task EventAsync(string id, string customer, string type, DateTimeOffset at, string properties) =>
        PostAsync("/v1/events", $$"""{ "id": "{{id}}", "customer": {{JsonSerializer.Serialize(customer)}}, "type": "{{type}}", "at": "{{at:yyyy-MM-dd'T'HH:mm:ss'Z'}}", "properties": {{properties}} }""");

    public async Task EraseAsync(string id)
    {
        using var response = await http.DeleteAsync($"/v1/customers/{id}");
        Assert.True(response.IsSuccessStatusCode, await response.Content.ReadAsStringAsync());
        await WhenAppliedAsync();
    }

    public ValueTask DisposeAsync()
    {
        http.Dispose();
        return api.DisposeAsync();
    }

    private async Task PostAsync(string path, string body)
    {
        using var response = await http.PostAsync(path, Json(body));
        var answer = await response.Content.ReadAsStringAsync();
        Assert.True(response.IsSuccessStatusCode && JsonElement.Parse(answer).GetProperty("rejected").GetArrayLength() == 0, answer);
        await WhenAppliedAsync();
    }

    /// <summary>Waits until this node has applied all that was committed.</summary>
    public async Task WhenAppliedAsync()
    {
        await using var db = await Store.CreateDbContextAsync();
        var last = await db.LastNumberAsync(default);
        var tails = api.Services.GetRequiredService<ChangeTails>();
        await Task.WhenAll(tails.Tails.Select(t => t.WhenAppliedAsync(last, default))).WaitAsync(Patience, TestContext.Current.CancellationToken);
    }
}
