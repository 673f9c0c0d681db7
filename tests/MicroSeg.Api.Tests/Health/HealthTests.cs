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
}
