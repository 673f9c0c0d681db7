using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using MicroSeg.Api.Demo;
using MicroSeg.Api.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace MicroSeg.Api.Tests.Demo;

/// <summary>A newcomer's first minute: the demo fills an empty store through the real server, and every customer gets fares from their own airport.</summary>
public sealed class DemoStoryTests
{
    private const int Customers = 400;

    [Fact]
    public async Task Every_fare_departs_from_the_customers_own_airport()
    {
        await using var api = new TestApi(null, [("Demo:Enabled", "true"), ("Demo:Customers", $"{Customers}")]);
        api.UseKestrel(0);
        api.StartServer();
        await api.Services.GetServices<IHostedService>().OfType<DemoSeeder>().Single().Filled.WaitAsync(TestContext.Current.CancellationToken);
        var client = api.CreateClient();
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", "dev");

        var live = 0;
        for (var i = 1; i <= Customers; i++)
        {
            var customer = await client.GetFromJsonAsync<JsonElement>($"/v1/customers/demo-{i}");
            var content = await client.GetFromJsonAsync<JsonElement>($"/v1/blocks/city-offers/content?customer=demo-{i}&format=json");
            var offers = content.GetProperty("data").GetProperty("offers").EnumerateArray().ToList();
            if (!customer.GetProperty("attributes").TryGetProperty("homeAirport", out var home))
            {
                Assert.Equal(("default", "missing_attribute:homeAirport"), (content.GetProperty("source").GetString(), content.GetProperty("reason").GetString()));
                continue;
            }

            Assert.All(offers, offer => Assert.Equal(home.GetString(), offer.GetProperty("origin").GetString()));
            live += offers.Count > 0 ? 1 : 0;
        }

        Assert.True(live > Customers * 9 / 10, $"{live} of {Customers} got fares");
        var segments = await client.GetFromJsonAsync<JsonElement>("/v1/segments");
        Assert.Equal(6, segments.GetProperty("items").GetArrayLength());
        Assert.All(segments.GetProperty("items").EnumerateArray(), s => Assert.True(s.GetProperty("size").GetInt32() > 0, s.GetProperty("key").GetString()));
        var nobody = await client.GetAsync("/v1/blocks/city-offers/content?customer=nobody");
        Assert.Equal((HttpStatusCode.OK, "unknown_customer"), (nobody.StatusCode, nobody.Headers.GetValues("X-MicroSeg-Reason").Single()));
        Assert.Equal("<p>Our best fares are on the site.</p>", await nobody.Content.ReadAsStringAsync());
    }
}
