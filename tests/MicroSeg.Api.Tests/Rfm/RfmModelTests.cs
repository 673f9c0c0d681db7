using System.Net;
using System.Text.Json;
using MicroSeg.Api.Rfm;
using MicroSeg.Api.Storage;
using MicroSeg.Api.Storage.Leases;
using MicroSeg.Api.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace MicroSeg.Api.Tests.Rfm;

public sealed class RfmModelTests
{
    private const string Definition = """{ "event": "booked", "value": "price", "window": "365d", "quantiles": 4 }""";

    [Fact]
    public async Task A_save_computes_the_cut_points_of_the_present_data()
    {
        await using var audience = await StartAsync();

        var saved = await audience.Http.PutAsync("/v1/rfm-models/default", Definition);

        Assert.Equal(HttpStatusCode.Created, saved.Status);
        Assert.Equal("\"1\"", saved.Message.Headers.ETag?.Tag);
        Assert.Equal(5, saved.Body.GetProperty("customers").GetInt32());
        Assert.Equal(audience.Now, saved.Body.GetProperty("computedAt").GetDateTimeOffset());
        // Ages of 1, 2, 3, 4 and 5 days; 5 to 1 bookings; sums of 500, 400, 300, 200 and 100: the quartiles lie on the customers in the middle.
        Assert.Equal([2 * 86_400.0, 3 * 86_400, 4 * 86_400], Numbers(saved.Body, "recency", "cutPoints"));
        Assert.Equal([2.0, 3, 4], Numbers(saved.Body, "frequency", "cutPoints"));
        Assert.Equal([200.0, 300, 400], Numbers(saved.Body, "monetary", "cutPoints"));
        Assert.Equal([2.0, 1, 1, 1], Numbers(saved.Body, "recency", "customersPerScore"));
        Assert.Equal([1.0, 1, 1, 2], Numbers(saved.Body, "frequency", "customersPerScore"));
        var read = await audience.Http.ReadAsync("/v1/rfm-models/default");
        Assert.Equal(saved.Body.GetRawText(), read.Body.GetRawText());
        Assert.Equal(HttpStatusCode.NotModified, (await audience.Http.ReadAsync("/v1/rfm-models/default", ("If-None-Match", "\"1\""))).Status);
        Assert.Equal(read.Body.GetRawText(), Assert.Single((await audience.Http.ReadAsync("/v1/rfm-models")).Body.GetProperty("items").EnumerateArray()).GetRawText());
    }

    [Fact]
    public async Task Segments_are_evaluated_by_the_cut_points_and_again_when_they_change()
    {
        await using var audience = await StartAsync();
        await audience.Http.PutAsync("/v1/rfm-models/default", Definition);

        await audience.SaveAsync("best", """{ "rfm": "default", "frequency": { "gte": 4 } }""");

        Assert.Equal(["c1", "c2"], await audience.MembersAsync("best"));
        Assert.Equal(2, (await audience.PreviewAsync("""{ "rfm": "default", "frequency": { "gte": 4 } }""")).GetProperty("count").GetInt32());

        // Five bookings are no longer many when others have more.
        for (var i = 0; i < 40; i++)
            await audience.BookAsync($"new{i % 4}", "DEL", audience.Now.AddHours(-1));
        Assert.Equal(6, (await audience.MembersAsync("best")).Count);
        var refreshed = await audience.Http.PostAsync("/v1/rfm-models/default/refresh", "{}");

        Assert.Equal(2, refreshed.Body.GetProperty("version").GetInt64());
        await WhenMembersAsync(audience, "best", ["new0", "new1", "new2", "new3"]);
        Assert.Equal([2L, 1L], (await audience.Http.ReadAsync("/v1/rfm-models/default/versions")).Body.GetProperty("items").EnumerateArray().Select(v => v.GetProperty("version").GetInt64()));
        var page = (await audience.Http.ReadAsync("/v1/rfm-models/default/versions?limit=1")).Body;
        Assert.Equal(1, (await audience.Http.ReadAsync($"/v1/rfm-models/default/versions?limit=1&cursor={page.GetProperty("next").GetString()}")).Body.GetProperty("items")[0].GetProperty("version").GetInt64());
    }

    [Fact]
    public async Task A_customer_has_three_values_and_their_scores()
    {
        await using var audience = await StartAsync();
        await audience.Http.PutAsync("/v1/rfm-models/default", Definition);

        var scores = (await audience.Http.ReadAsync("/v1/rfm-models/default/customers/c2")).Body;

        Assert.Equal((172_800, 3), (scores.GetProperty("recency").GetProperty("value").GetInt32(), scores.GetProperty("recency").GetProperty("score").GetInt32()));
        Assert.Equal((4, 4), (scores.GetProperty("frequency").GetProperty("value").GetInt32(), scores.GetProperty("frequency").GetProperty("score").GetInt32()));
        Assert.Equal((400m, 4), (scores.GetProperty("monetary").GetProperty("value").GetDecimal(), scores.GetProperty("monetary").GetProperty("score").GetInt32()));
        await audience.UpsertAsync("idle");
        Assert.False((await audience.Http.ReadAsync("/v1/rfm-models/default/customers/idle")).Body.TryGetProperty("recency", out _));
        Assert.Equal("customer.not_found", (await audience.Http.ReadAsync("/v1/rfm-models/default/customers/nobody")).Code);
        Assert.Equal("rfm.not_found", (await audience.Http.ReadAsync("/v1/rfm-models/none/customers/c2")).Code);
    }

    [Fact]
    public async Task A_model_in_use_is_not_deleted()
    {
        await using var audience = await StartAsync();
        await audience.Http.PutAsync("/v1/rfm-models/default", Definition);
        await audience.SaveAsync("best", """{ "not": { "rfm": "default", "recency": { "lt": 3 } } }""");

        var refused = await audience.Http.RemoveAsync("/v1/rfm-models/default");

        Assert.Equal((HttpStatusCode.Conflict, "rfm.in_use"), (refused.Status, refused.Code));
        Assert.Equal("best", refused.Body.GetProperty("users")[0].GetProperty("key").GetString());
        await audience.Http.RemoveAsync("/v1/segments/best");
        Assert.Equal(HttpStatusCode.NoContent, (await audience.Http.RemoveAsync("/v1/rfm-models/default")).Status);
        Assert.Equal("rfm.not_found", (await audience.Http.RemoveAsync("/v1/rfm-models/default")).Code);
        Assert.Equal(2, (await audience.Http.PutAsync("/v1/rfm-models/default", Definition)).Body.GetProperty("version").GetInt64());
    }

    [Fact]
    public async Task A_rule_that_names_no_model_is_refused_with_the_nearest()
    {
        await using var audience = await StartAsync();
        await audience.Http.PutAsync("/v1/rfm-models/default", Definition);

        using var response = await audience.PutAsync("x", """{ "rfm": "defalt", "recency": { "gte": 4 } }""");

        Assert.Contains("rule.unknown_model", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Contains("did you mean \\\"default\\\"", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("default", """{ "event": "bookd", "value": "price" }""", "rfm.invalid", "$.event")]
    [InlineData("default", """{ "event": "booked", "value": "destination" }""", "rfm.invalid", "$.value")]
    [InlineData("default", """{ "event": "booked", "value": "price", "window": "90", "quantiles": 4 }""", "rfm.invalid", "$.window")]
    [InlineData("default", """{ "event": "booked", "value": "price", "quantiles": 1 }""", "rfm.invalid", "$.quantiles")]
    [InlineData("default", """{ "event": "booked", "value": "price", "refreshEvery": "10m" }""", "rfm.invalid", "$.refreshEvery")]
    [InlineData("default", """{ "value": "price" }""", "rfm.invalid", "$.event")]
    [InlineData("default", """{ "event": "booked", "value": "price", "quantile": 4 }""", "request.malformed_json", "")]
    [InlineData("9", """{ "event": "booked", "value": "price" }""", "rfm.bad_name", "name")]
    public async Task What_cannot_be_saved_is_refused(string name, string body, string code, string path)
    {
        await using var audience = await StartAsync();

        var refused = await audience.Http.PutAsync($"/v1/rfm-models/{name}", body);

        Assert.Equal((HttpStatusCode.BadRequest, code), (refused.Status, refused.Code));
        if (path.Length > 0)
            Assert.Equal(path, refused.Body.GetProperty("errors")[0].GetProperty("path").GetString());
    }

    [Fact]
    public async Task An_edit_of_an_old_version_is_refused()
    {
        await using var audience = await StartAsync();
        await audience.Http.PutAsync("/v1/rfm-models/default", Definition);

        Assert.Equal(HttpStatusCode.PreconditionFailed, (await audience.Http.PutAsync("/v1/rfm-models/default", Definition, ("If-None-Match", "*"))).Status);
        Assert.Equal(HttpStatusCode.PreconditionFailed, (await audience.Http.PutAsync("/v1/rfm-models/default", Definition, ("If-Match", "\"7\""))).Status);
        Assert.Equal(HttpStatusCode.OK, (await audience.Http.PutAsync("/v1/rfm-models/default", Definition, ("If-Match", "\"1\""))).Status);
        Assert.Equal(HttpStatusCode.PreconditionFailed, (await audience.Http.SendAsync(HttpMethod.Post, "/v1/rfm-models/default/refresh", "{}", Replies.Json, ("If-Match", "\"1\""))).Status);
        Assert.Equal("rfm.not_found", (await audience.Http.PostAsync("/v1/rfm-models/none/refresh", "{}")).Code);
    }

    [Fact]
    public async Task The_schema_knows_that_a_model_leans_on_it()
    {
        await using var audience = await StartAsync();
        await audience.Http.PutAsync("/v1/rfm-models/default", Definition);

        var refused = await audience.Http.PutAsync("/v1/schema/events/booked", """{ "properties": { "destination": "string", "price": "number" } }""");

        Assert.Contains("RFM model 'default'", refused.Body.GetRawText(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Cut_points_are_computed_anew_when_they_are_due_by_whoever_holds_the_lease()
    {
        await using var audience = await StartAsync();
        await audience.Http.PutAsync("/v1/rfm-models/default", """{ "event": "booked", "value": "price", "refreshEvery": "7d" }""");
        await audience.Http.PutAsync("/v1/rfm-models/kept", Definition);
        var catalog = audience.Api.Services.GetRequiredService<RfmCatalog>();
        await HoldAsync(audience, "another", TimeSpan.FromDays(8));

        // The other node holds the lease until the eighth day.
        await AdvanceUntilAsync(audience, TimeSpan.FromDays(7), () => catalog.Find("default")!.Model.Version > 1, attempts: 5);
        Assert.Equal(1, catalog.Find("default")!.Model.Version);
        await AdvanceUntilAsync(audience, TimeSpan.FromDays(2), () => catalog.Find("default")!.Model.Version > 1, attempts: 100);

        Assert.Equal(2, catalog.Find("default")!.Model.Version);
        Assert.Equal(1, catalog.Find("kept")!.Model.Version);
        Assert.True(catalog.Find("default")!.NextRefreshAt > audience.Now.AddDays(6));
    }

    [Fact]
    public async Task Models_outlive_a_restart()
    {
        var folder = Directory.CreateTempSubdirectory("microseg-rfm-").FullName;
        try
        {
            string saved;
            await using (var audience = await StartAsync(folder))
            {
                await audience.Http.PutAsync("/v1/rfm-models/default", """{ "event": "booked", "value": "price", "quantiles": 7, "refreshEvery": "1mo" }""");
                await audience.SaveAsync("best", """{ "rfm": "default", "recency": { "gte": 5 } }""");
                saved = (await audience.Http.ReadAsync("/v1/rfm-models/default")).Body.GetRawText();
            }

            await using var again = await TestAudience.StartAsync(folder);
            Assert.Equal(saved, (await again.Http.ReadAsync("/v1/rfm-models/default")).Body.GetRawText());
            Assert.Equal(["c1", "c2"], await again.MembersAsync("best"));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>Customer c1 booked five times, the last time a day ago; c2 four times, two days ago, and so on to c5; each booking costs 100.</summary>
    private static async Task<TestAudience> StartAsync(string? folder = null)
    {
        var audience = await TestAudience.StartAsync(folder);
        for (var customer = 1; customer <= 5; customer++)
        {
            for (var booking = 0; booking < 6 - customer; booking++)
                await audience.BookAsync($"c{customer}", "DEL", audience.Now.AddDays(-customer - booking));
        }

        return audience;
    }

    private static double[] Numbers(JsonElement body, string dimension, string list) => [.. body.GetProperty(dimension).GetProperty(list).EnumerateArray().Select(n => n.GetDouble())];

    private static async Task WhenMembersAsync(TestAudience audience, string segment, string[] members)
    {
        for (var attempt = 0; ; attempt++)
        {
            var progress = audience.Engine.Progress;
            if ((await audience.MembersAsync(segment)).SequenceEqual(members))
                return;
            Assert.True(attempt < 100, "The segment was not evaluated again.");
            await Task.WhenAny(progress, Task.Delay(TimeSpan.FromMilliseconds(200), TimeProvider.System, TestContext.Current.CancellationToken));
        }
    }

    private static async Task HoldAsync(TestAudience audience, string holder, TimeSpan length)
    {
        await using var db = await audience.Api.Services.GetRequiredService<IDbContextFactory<MicroSegDbContext>>().CreateDbContextAsync();
        await using var transaction = await db.Database.BeginTransactionAsync();
        Assert.True(await db.TryHoldAsync(Lease.RfmRefresh, holder, audience.Now, length, default));
        await transaction.CommitAsync();
    }

    /// <summary>Moves the clock, and then a minute at a time, because a timer that was set while it moved counts from the later instant.</summary>
    private static async Task AdvanceUntilAsync(TestAudience audience, TimeSpan by, Func<bool> isDone, int attempts)
    {
        audience.Api.Clock.Advance(by);
        for (var attempt = 0; attempt < attempts && !isDone(); attempt++)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System, TestContext.Current.CancellationToken);
            audience.Api.Clock.Advance(TimeSpan.FromMinutes(1));
        }
    }
}
