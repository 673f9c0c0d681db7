using System.Net;
using MicroSeg.Api.Tests.Support;

namespace MicroSeg.Api.Tests.Health;

public sealed class HealthTests
{
    [Fact]
    public async Task Is_ready_once_derived_state_is_loaded()
    {
        await using var api = new TestApi();
        var client = await api.ClientAsync();

        var response = await client.GetAsync("/health/ready", TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    [Fact]
    public async Task Needs_no_key()
    {
        await using var api = new TestApi();

        Assert.Equal(HttpStatusCode.OK, (await api.CreateClient().GetAsync("/health/live", TestContext.Current.CancellationToken)).StatusCode);
    }

    [Fact]
    public async Task A_node_that_cannot_read_its_store_says_so_instead_of_answering_with_nothing()
    {
        var folder = Directory.CreateTempSubdirectory("microseg-").FullName;
        try
        {
            await File.WriteAllTextAsync(Path.Combine(folder, "microseg.db"), new string('x', 8_192), TestContext.Current.CancellationToken);
            await using var api = new TestApi(folder);
            var client = api.CreateClient();
            client.DefaultRequestHeaders.Add("X-Api-Key", "dev");

            foreach (var path in (string[])["/v1/segments", "/v1/segments/any/members", "/v1/customers/any/segments", "/v1/customers/any", "/v1/blocks/any/content", "/health/ready"])
                Assert.Equal((path, HttpStatusCode.ServiceUnavailable), (path, (await client.GetAsync(path, TestContext.Current.CancellationToken)).StatusCode));
            Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("/health/live", TestContext.Current.CancellationToken)).StatusCode);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
