using System.Globalization;
using System.Text;
using System.Text.Json;
using MicroSeg.Api.Tests.Support;
using MicroSeg.Api.Webhooks.Sending;

namespace MicroSeg.Api.Tests.Webhooks;

public sealed class SignatureTests
{
    /// <summary>The example of the specification's own libraries.</summary>
    [Fact]
    public void Signs_as_the_published_example() => Assert.Equal(
        "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=",
        WebhookSecret.Sign(["whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"], "msg_p5jXN8AQM9LWM0D4loKWxJek", DateTimeOffset.FromUnixTimeSeconds(1614265330), """{"test": 2432232314}"""u8));

    [Fact]
    public async Task Another_implementation_verifies_what_is_sent_and_nothing_that_was_tampered_with()
    {
        if (WebhookOracle.Absence() is { } absence)
            Assert.Skip(absence);
        await using var scene = await WebhookScene.StartAsync();
        await scene.Audience.SaveAsync("adults", """{ "attribute": "age", "gte": 18 }""");
        var secret = (await scene.SaveAsync(more: """, "maxBatch": 1""")).GetProperty("secret").GetString()!;
        var lines = new StringBuilder();
        for (var i = 0; i < 100; i++)
            lines.Append(CultureInfo.InvariantCulture, $$"""{ "id": "ключ {{i}} \"<&'", "attributes": { "age": 30 } }""").Append('\n');
        Assert.Equal(100, (await Replies.PostAsync(scene.Audience.Http, "/v1/customers", lines.ToString(), Replies.Ndjson)).Accepted);
        await scene.WhenReceivedAsync(100);
        var sent = scene.Receiver.Received.Take(100).ToList();

        var good = await WebhookOracle.VerifyAsync(sent.Select(w => (secret, w)));
        var bad = await WebhookOracle.VerifyAsync(sent.SelectMany(w => new[]
        {
            (secret, w with { Payload = w.Payload.Replace("\"version\":1", "\"version\":2", StringComparison.Ordinal) }),
            (secret, w with { Headers = new Dictionary<string, string>(w.Headers) { ["webhook-id"] = w.Id + "x" } }),
            (WebhookSecret.New(), w),
        }));

        Assert.Equal(100, sent.Select(w => w.Id).Distinct().Count());
        Assert.Equal((100, 100), (good.Count, good.Count(v => v)));
        Assert.Equal((300, 0), (bad.Count, bad.Count(v => v)));
    }

    [Fact]
    public async Task A_rotated_secret_signs_beside_the_new_one_for_a_while()
    {
        await using var scene = await WebhookScene.StartAsync();
        var old = (await scene.SaveAsync()).GetProperty("secret").GetString()!;
        await scene.Audience.Http.PostAsync("/v1/webhooks/crm/test", null);

        var rotated = JsonElement.Parse(await (await scene.Audience.Http.PostAsync("/v1/webhooks/crm/rotate", null)).Content.ReadAsStringAsync());
        await scene.Audience.Http.PostAsync("/v1/webhooks/crm/test", null);
        scene.Audience.Api.Clock.Advance(TimeSpan.FromDays(1));
        await scene.Audience.Http.PostAsync("/v1/webhooks/crm/test", null);

        var fresh = rotated.GetProperty("secret").GetString()!;
        Assert.Matches("^whsec_[A-Za-z0-9+/]{43}=$", old);
        Assert.NotEqual(old, fresh);
        Assert.False((await scene.GetAsync()).TryGetProperty("secret", out _));
        Assert.False((await scene.SaveAsync()).TryGetProperty("secret", out _));
        Assert.Equal(
            [SignatureOf([old], 0), SignatureOf([fresh, old], 1), SignatureOf([fresh], 2)],
            scene.Receiver.Received.Select(w => w.Signature));

        string SignatureOf(string[] secrets, int index) => scene.Receiver.Received[index] is var w
            ? WebhookSecret.Sign(secrets, w.Id, DateTimeOffset.FromUnixTimeSeconds(w.Timestamp), Encoding.UTF8.GetBytes(w.Payload))
            : "";
    }
}
