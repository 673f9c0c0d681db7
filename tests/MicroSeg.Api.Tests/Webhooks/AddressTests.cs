using System.Net;
using MicroSeg.Api.Tests.Support;
using MicroSeg.Api.Webhooks.Sending;

namespace MicroSeg.Api.Tests.Webhooks;

/// <summary>Webhooks must not lead inside, however the inside is spelled.</summary>
public sealed class AddressTests
{
    public static TheoryData<string> InnerHosts { get; } =
    [
        // Loopback, in all the ways that parsers of addresses take.
        "127.0.0.1", "127.0.0.2", "127.255.255.254", "127.1", "127.0.1", "2130706433", "0x7f000001", "0x7f.0x0.0x0.0x1", "017700000001", "0177.0.0.1", "0x7f.1", "①②⑦.⓪.⓪.①",
        "localhost", "LOCALHOST", "localhost.", "sub.localhost", "[::1]", "[0:0:0:0:0:0:0:1]", "[::ffff:127.0.0.1]", "[::ffff:7f00:1]", "[::127.0.0.1]",
        "0.0.0.0", "0", "0.1.2.3", "[::]",

        // Private, shared, link-local (the metadata services of clouds), and the same inside IPv6.
        "10.0.0.1", "10.255.255.255", "172.16.0.1", "172.31.255.255", "192.168.1.1", "100.64.0.1", "100.127.255.255", "169.254.169.254", "0xa9fea9fe", "2852039166",
        "[::ffff:10.0.0.1]", "[::ffff:169.254.169.254]", "[64:ff9b::a9fe:a9fe]", "[64:ff9b::10.0.0.1]", "[64:ff9b:1::a9fe:a9fe]", "[2002:a9fe:a9fe::]", "[2002:7f00:1::]",
        "[fe80::1]", "[febf::1]", "[fc00::1]", "[fd00:ec2::254]", "[fec0::1]", "[2001:0:4136:e378:8000:63bf:3fff:fdd2]",

        // Documentation, benchmarks, protocols, multicast, broadcast, reserved.
        "192.0.2.1", "198.51.100.1", "203.0.113.1", "198.18.0.1", "192.0.0.8", "192.88.99.1", "224.0.0.1", "239.255.255.255", "240.0.0.1", "255.255.255.255",
        "[2001:db8::1]", "[3fff::1]", "[ff02::1]", "[100::1]", "[4000::1]",
    ];

    [Theory]
    [MemberData(nameof(InnerHosts))]
    public async Task Nothing_is_sent_inside_whatever_its_spelling(string host)
    {
        var fault = WebhookUrl.FindFault($"https://{host}:8443/hook", allowLoopback: false);
        Assert.Equal(WebhookUrl.NotPublic, fault);

        // Some resolvers don't know all names of this machine.
        var connecting = await Assert.ThrowsAnyAsync<Exception>(async () => await WebhookConnector.ConnectAsync(new DnsEndPoint(new Uri($"https://{host}").IdnHost, 1), false, default));
        Assert.True(connecting is HttpRequestException { Message: WebhookUrl.NotPublic } || (host.EndsWith("localhost.", StringComparison.Ordinal) || host == "sub.localhost"), connecting.ToString());
    }

    [Theory]
    [InlineData("8.8.8.8")]
    [InlineData("1.1.1.1")]
    [InlineData("172.15.255.255")]
    [InlineData("172.32.0.0")]
    [InlineData("100.63.255.255")]
    [InlineData("100.128.0.0")]
    [InlineData("169.253.255.255")]
    [InlineData("223.255.255.255")]
    [InlineData("::ffff:8.8.8.8")]
    [InlineData("64:ff9b::8.8.8.8")]
    [InlineData("2606:4700:4700::1111")]
    [InlineData("2a00:1450:4001::1")]
    public void The_public_internet_is_let_through(string address)
    {
        Assert.True(PublicAddresses.Contain(IPAddress.Parse(address)));
        Assert.Null(WebhookUrl.FindFault(address.Contains(':', StringComparison.Ordinal) ? $"https://[{address}]/" : $"https://{address}/", allowLoopback: false));
    }

    [Fact]
    public async Task A_name_is_judged_by_the_address_that_it_has_when_it_is_connected_to()
    {
        await using var receiver = await WebhookReceiver.StartAsync();

        var refused = await Assert.ThrowsAsync<HttpRequestException>(async () => await WebhookConnector.ConnectAsync(new DnsEndPoint("localhost", receiver.Port), false, default));
        await using var allowed = await WebhookConnector.ConnectAsync(new DnsEndPoint("localhost", receiver.Port), true, default);

        Assert.Equal(WebhookUrl.NotPublic, refused.Message);
        Assert.True(allowed.CanWrite);
    }

    [Theory]
    [InlineData("")]
    [InlineData("hook")]
    [InlineData("/hook")]
    [InlineData("ftp://example.com/")]
    [InlineData("file:///etc/passwd")]
    [InlineData("gopher://example.com/")]
    [InlineData("http://example.com/hook")]
    [InlineData("https://user:password@example.com/hook")]
    [InlineData("https://example.com@127.0.0.1/hook")]
    [InlineData("https://example.com/hook#part")]
    [InlineData("https:///hook")]
    [InlineData("http://127.0.0.1/hook")]
    public async Task A_URL_that_will_not_do_is_refused_when_it_is_saved(string url)
    {
        await using var audience = await TestAudience.StartAsync();

        var reply = await audience.Http.PutAsync("/v1/webhooks/crm", $$"""{ "url": "{{url}}" }""");

        Assert.Equal((HttpStatusCode.BadRequest, "webhook.invalid"), (reply.Status, reply.Code));
        Assert.Equal("$.url", reply.Body.GetProperty("errors")[0].GetProperty("path").GetString());
    }

    [Fact]
    public async Task Redirects_are_not_followed()
    {
        await using var scene = await WebhookScene.StartAsync();
        await scene.SaveAsync();
        scene.Receiver.Answer = (_, http) =>
        {
            http.Response.Headers.Location = "/elsewhere";
            return WebhookReceiver.Status(http, 307);
        };

        var reply = await scene.Audience.Http.PostAsync("/v1/webhooks/crm/test", "");

        Assert.Equal((false, 307), (reply.Body.GetProperty("delivered").GetBoolean(), reply.Body.GetProperty("statusCode").GetInt32()));
        Assert.Equal(["/hook"], scene.Receiver.Received.Select(w => w.Path));
    }
}
