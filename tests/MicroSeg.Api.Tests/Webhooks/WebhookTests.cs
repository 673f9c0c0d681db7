using System.Globalization;
using System.Net;
using System.Text;
using MicroSeg.Api.Tests.Support;
using MicroSeg.Api.Webhooks;
using MicroSeg.Api.Webhooks.Outbox;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace MicroSeg.Api.Tests.Webhooks;

public sealed class WebhookTests
{
    private const string Adults = """{ "attribute": "age", "gte": 18 }""";

    [Fact]
    public async Task Entries_and_exits_are_told_with_who_why_and_when()
    {
        await using var scene = await WebhookScene.StartAsync();
        await scene.Audience.SaveAsync("adults", Adults);
        await scene.SaveAsync();

        await scene.Audience.UpsertAsync("c1", """{ "age": 30 }""");
        await scene.WhenReceivedAsync(1);
        await scene.Audience.UpsertAsync("c1", """{ "age": 3 }""");
        await scene.WhenReceivedAsync(2);
        await scene.WhenQuietAsync();

        Assert.Equal(["segment.entered adults c1", "segment.exited adults c1"], scene.Receiver.Received.Select(w => w.ToString()));
        var first = scene.Receiver.Received[0];
        Assert.Equal(
            """{"type":"segment.entered","timestamp":"2026-06-15T12:00:00Z","data":{"segment":"adults","version":1,"cause":"attribute","at":"2026-06-15T12:00:00Z","part":1,"parts":1,"customers":["c1"]}}""",
            first.Payload);
        Assert.Equal("application/json", first.Headers["content-type"]);
        Assert.False(first.Headers.ContainsKey("traceparent"));
        var delivery = (await scene.DeliveriesAsync())[1];
        Assert.Equal(
            (first.Id, "entered", "adults", "attribute", 1, "delivered", 1, 204),
            (delivery.GetProperty("id").GetString(), delivery.GetProperty("event").GetString(), delivery.GetProperty("segment").GetString(), delivery.GetProperty("cause").GetString(),
                delivery.GetProperty("customers").GetInt32(), delivery.GetProperty("status").GetString(), delivery.GetProperty("attempts").GetInt32(), delivery.GetProperty("lastStatusCode").GetInt32()));
        Assert.False(delivery.TryGetProperty("nextAttemptAt", out _));
    }

    [Fact]
    public async Task A_large_transition_is_told_in_parts_that_have_each_customer_once()
    {
        await using var scene = await WebhookScene.StartAsync();
        await FillAsync(scene.Audience, 250);
        await scene.SaveAsync(more: """, "maxBatch": 100""");

        await scene.Audience.SaveAsync("adults", Adults);
        await scene.WhenReceivedAsync(3);
        await scene.WhenQuietAsync();

        var received = scene.Receiver.Received;
        Assert.Equal([(1, 3, 100), (2, 3, 100), (3, 3, 50)], received.Select(w => (w.Data.GetProperty("part").GetInt32(), w.Data.GetProperty("parts").GetInt32(), w.Customers.Count)));
        Assert.Equal(Enumerable.Range(0, 250).Select(i => $"c{i:D3}"), received.SelectMany(w => w.Customers).Order(StringComparer.Ordinal));
        Assert.All(received, w => Assert.Equal("definition", w.Data.GetProperty("cause").GetString()));
        Assert.Equal(3, received.Select(w => w.Id).Distinct().Count());
        Assert.Equal([50, 100, 100], (await scene.DeliveriesAsync()).Select(d => d.GetProperty("customers").GetInt32()));
        var page = await scene.Audience.GetAsync("/v1/webhooks/crm/deliveries?limit=2");
        var rest = await scene.Audience.GetAsync($"/v1/webhooks/crm/deliveries?limit=2&cursor={page.GetProperty("next")}");
        Assert.Equal((2, 1), (page.GetProperty("items").GetArrayLength(), rest.GetProperty("items").GetArrayLength()));
    }

    [Fact]
    public async Task A_webhook_is_told_what_it_asked_for_and_nothing_else()
    {
        await using var scene = await WebhookScene.StartAsync();
        await scene.Audience.UpsertAsync("c0", """{ "age": 40 }""");
        await scene.Audience.SaveAsync("adults", Adults);
        await scene.Audience.SaveAsync("children", """{ "attribute": "age", "lt": 18 }""");
        await scene.WhenQuietAsync();
        await scene.SaveAsync("exits", """, "segments": ["adults"], "events": ["exited"]""");
        await scene.SaveAsync("redefined", """, "causes": ["definition"]""");
        await scene.SaveAsync("off", """, "enabled": false""");

        await scene.Audience.UpsertAsync("c1", """{ "age": 30 }""");
        await scene.Audience.UpsertAsync("c1", """{ "age": 3 }""");
        await scene.WhenReceivedAsync(1);
        await scene.Audience.SaveAsync("adults", """{ "attribute": "age", "gte": 3 }""");
        await scene.WhenReceivedAsync(2);
        await scene.WhenQuietAsync();

        Assert.Equal(["segment.exited adults c1", "segment.entered adults c1"], scene.Receiver.Received.Select(w => w.ToString()));
        Assert.Single(await scene.DeliveriesAsync("exits"));
        Assert.Single(await scene.DeliveriesAsync("redefined"));
        Assert.Empty(await scene.DeliveriesAsync("off"));
    }

    [Fact]
    public async Task What_failed_is_sent_again_later_and_later_under_the_same_id()
    {
        await using var scene = await WebhookScene.StartAsync();
        await scene.Audience.SaveAsync("adults", Adults);
        await scene.SaveAsync();
        var times = new List<DateTimeOffset>();
        scene.Receiver.Answer = (_, http) =>
        {
            times.Add(scene.Audience.Now);
            return WebhookReceiver.Status(http, times.Count < 3 ? 500 : 200);
        };

        await scene.Audience.UpsertAsync("c1", """{ "age": 30 }""");
        await scene.WhenReceivedAsync(1);
        await scene.WhenQuietAsync();
        var waiting = Assert.Single(await scene.DeliveriesAsync(query: "?status=pending"));
        await scene.WhenReceivedAsync(3);
        await scene.WhenQuietAsync();

        Assert.Equal((1, 500), (waiting.GetProperty("attempts").GetInt32(), waiting.GetProperty("lastStatusCode").GetInt32()));
        Assert.True(waiting.GetProperty("nextAttemptAt").GetDateTimeOffset() >= times[0].AddSeconds(5));
        Assert.Single(scene.Receiver.Received.Select(w => (w.Id, w.Payload)).Distinct());
        Assert.True(times[1] - times[0] >= TimeSpan.FromSeconds(5), $"{times[1] - times[0]}");
        Assert.True(times[2] - times[1] >= TimeSpan.FromSeconds(15), $"{times[2] - times[1]}");
        var done = Assert.Single(await scene.DeliveriesAsync());
        Assert.Equal((3, "delivered"), (done.GetProperty("attempts").GetInt32(), done.GetProperty("status").GetString()));
        Assert.False((await scene.GetAsync()).TryGetProperty("failingSince", out _));
    }

    [Fact]
    public async Task A_receiver_that_asks_for_a_pause_gets_it()
    {
        await using var scene = await WebhookScene.StartAsync();
        await scene.Audience.SaveAsync("adults", Adults);
        await scene.SaveAsync();
        scene.Receiver.Answer = (_, http) =>
        {
            http.Response.Headers.RetryAfter = "600";
            return WebhookReceiver.Status(http, 429);
        };
        await scene.Audience.UpsertAsync("c1", """{ "age": 30 }""");
        await scene.WhenReceivedAsync(1);
        await scene.WhenQuietAsync();
        scene.Receiver.Answer = (_, http) => WebhookReceiver.Status(http, 200);
        var until = (await scene.GetAsync()).GetProperty("pausedUntil").GetDateTimeOffset();

        // What comes meanwhile waits too.
        await scene.Audience.UpsertAsync("c2", """{ "age": 30 }""");
        scene.Audience.Api.Clock.Advance(TimeSpan.FromMinutes(9));
        await scene.WhenQuietAsync();
        Assert.Single(scene.Receiver.Received);
        scene.Audience.Api.Clock.Advance(TimeSpan.FromMinutes(1));
        await scene.WhenReceivedAsync(3);

        Assert.InRange(until - DateTimeOffset.FromUnixTimeSeconds(scene.Receiver.Received[0].Timestamp), TimeSpan.FromSeconds(600), TimeSpan.FromSeconds(660));
        Assert.Equal(["c1", "c1", "c2"], scene.Receiver.Received.SelectMany(w => w.Customers));
    }

    [Fact]
    public async Task Gone_disables_the_webhook_until_it_is_saved_again()
    {
        await using var scene = await WebhookScene.StartAsync();
        await scene.Audience.SaveAsync("adults", Adults);
        await scene.SaveAsync();
        scene.Receiver.Answer = (_, http) => WebhookReceiver.Status(http, 410);
        await scene.Audience.UpsertAsync("c1", """{ "age": 30 }""");
        await scene.WhenReceivedAsync(1);
        await scene.WhenAsync(async () => !(await scene.GetAsync()).GetProperty("enabled").GetBoolean());
        var disabled = await scene.GetAsync();
        await scene.Audience.UpsertAsync("c2", """{ "age": 30 }""");
        await scene.WhenQuietAsync();

        scene.Receiver.Answer = (_, http) => WebhookReceiver.Status(http, 200);
        var enabled = await scene.SaveAsync();
        scene.Audience.Api.Clock.Advance(TimeSpan.FromSeconds(10));
        await scene.WhenReceivedAsync(2);
        await scene.WhenQuietAsync();

        Assert.Equal("the receiver answered 410 Gone", disabled.GetProperty("disabledReason").GetString());
        Assert.True(enabled.GetProperty("enabled").GetBoolean() && !enabled.TryGetProperty("disabledReason", out _));
        Assert.Equal(["c1", "c1"], scene.Receiver.Received.SelectMany(w => w.Customers));
    }

    [Fact]
    public async Task A_message_is_given_up_in_the_end_and_may_be_sent_again_by_hand()
    {
        await using var scene = await WebhookScene.StartAsync(null, null, ("Webhooks:GiveUpAfter", "00:01:00"));
        await scene.Audience.SaveAsync("adults", Adults);
        await scene.SaveAsync();
        scene.Receiver.Answer = (_, http) => WebhookReceiver.Status(http, 503);
        await scene.Audience.UpsertAsync("c1", """{ "age": 30 }""");
        await scene.WhenAsync(async () =>
        {
            scene.Audience.Api.Clock.Advance(TimeSpan.FromSeconds(2));
            return (await scene.DeliveriesAsync(query: "?status=failed")).Count == 1;
        });
        var failed = Assert.Single(await scene.DeliveriesAsync());
        Assert.Equal("webhook.unknown_status", (await scene.Audience.Http.ReadAsync("/v1/webhooks/crm/deliveries?status=fialed")).Code);
        scene.Receiver.Answer = (_, http) => WebhookReceiver.Status(http, 200);

        var resent = await scene.Audience.Http.PostAsync($"/v1/webhooks/crm/deliveries/{failed.GetProperty("id")}/resend", "");
        var unknown = await scene.Audience.Http.PostAsync("/v1/webhooks/crm/deliveries/msg_x/resend", "");
        await scene.WhenAsync(async () =>
        {
            scene.Audience.Api.Clock.Advance(TimeSpan.FromSeconds(2));
            return (await scene.DeliveriesAsync(query: "?status=delivered")).Count == 1;
        });

        Assert.Equal("the receiver answered 503", failed.GetProperty("lastError").GetString());
        Assert.InRange(failed.GetProperty("attempts").GetInt32(), 3, 5);
        Assert.Equal((HttpStatusCode.Accepted, "pending"), (resent.Status, resent.Body.GetProperty("status").GetString()));
        Assert.Equal((HttpStatusCode.NotFound, "webhook.delivery_not_found"), (unknown.Status, unknown.Code));
        Assert.Single(scene.Receiver.Received.Select(w => w.Id).Distinct());
    }

    [Fact]
    public async Task A_receiver_that_fails_at_everything_for_long_is_told_nothing_more_and_why()
    {
        await using var scene = await WebhookScene.StartAsync(null, null, ("Webhooks:DisableAfter", "00:00:30"));
        await scene.Audience.SaveAsync("adults", Adults);
        await scene.SaveAsync();
        scene.Receiver.Answer = (_, http) => WebhookReceiver.Status(http, 500);
        await scene.Audience.UpsertAsync("c1", """{ "age": 30 }""");

        await scene.WhenAsync(async () =>
        {
            scene.Audience.Api.Clock.Advance(TimeSpan.FromSeconds(2));
            return !(await scene.GetAsync()).GetProperty("enabled").GetBoolean();
        });

        var disabled = await scene.GetAsync();
        Assert.Contains("the receiver answered 500", disabled.GetProperty("disabledReason").GetString(), StringComparison.Ordinal);
        Assert.True(disabled.TryGetProperty("failingSince", out _));
    }

    [Fact]
    public async Task A_crash_between_sending_and_noting_it_repeats_the_id_and_makes_no_other()
    {
        var folder = Directory.CreateTempSubdirectory("microseg-").FullName;
        var clock = new ManualTimeProvider(TestApi.Start);
        await using var receiver = await WebhookReceiver.StartAsync();
        receiver.Answer = (_, http) => Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, http.RequestAborted);
        await using (var audience = await TestAudience.StartAsync(folder, clock, WebhookScene.Settings))
        {
            var before = new WebhookScene(audience, receiver);
            await before.Audience.SaveAsync("adults", Adults);
            await before.SaveAsync();
            await before.Audience.UpsertAsync("c1", """{ "age": 30 }""");
            await before.WhenReceivedAsync(1);
        }

        receiver.Answer = (_, http) => WebhookReceiver.Status(http, 200);
        await using var again = await TestAudience.StartAsync(folder, clock, WebhookScene.Settings);
        var after = new WebhookScene(again, receiver);
        await after.WhenReceivedAsync(2);
        await after.WhenQuietAsync();

        Assert.Equal(2, receiver.Received.Count);
        Assert.Single(receiver.Received.Select(w => (w.Id, w.Payload)).Distinct());
        Assert.Equal("delivered", Assert.Single(await after.DeliveriesAsync()).GetProperty("status").GetString());
    }

    [Fact]
    public async Task Who_is_erased_is_in_no_later_attempt()
    {
        await using var scene = await WebhookScene.StartAsync();
        await FillAsync(scene.Audience, 3);
        await scene.SaveAsync(more: """, "events": ["entered"]""");
        scene.Receiver.Answer = (_, http) => WebhookReceiver.Status(http, 500);
        await scene.Audience.SaveAsync("adults", Adults);
        await scene.WhenReceivedAsync(1);
        await scene.WhenQuietAsync();
        await scene.Audience.EraseAsync("c001");
        await scene.WhenReceivedAsync(2);
        await scene.WhenQuietAsync();
        await scene.Audience.EraseAsync("c000");
        await scene.Audience.EraseAsync("c002");

        scene.Audience.Api.Clock.Advance(TimeSpan.FromMinutes(1));
        await scene.WhenAsync(async () => (await scene.DeliveriesAsync(query: "?status=dropped")).Count == 1);

        Assert.Equal(["c000 c001 c002", "c000 c002"], scene.Receiver.Received.Select(w => string.Join(' ', w.Customers)));
    }

    [Fact]
    public async Task Of_two_nodes_one_sends_and_the_other_takes_over()
    {
        var folder = Directory.CreateTempSubdirectory("microseg-").FullName;
        (string Key, string Value)[] settings = [("Storage:ConnectionString", $"Data Source={Path.Combine(folder, "shared.db")}"), ("Webhooks:StopWithin", "00:00:20")];
        var clock = new ManualTimeProvider(TestApi.Start);
        await using var first = await WebhookScene.StartAsync(Path.Combine(folder, "first"), clock, settings);
        await using var second = await TestAudience.StartAsync(Path.Combine(folder, "second"), clock, [.. WebhookScene.Settings, .. settings]);
        await first.Audience.SaveAsync("adults", Adults);
        await first.SaveAsync();
        for (var i = 0; i < 5; i++)
            await second.UpsertAsync($"c{i}", """{ "age": 30 }""");
        await first.WhenAsync(() => Task.FromResult(first.Receiver.Received.SelectMany(w => w.Customers).Count() >= 5));

        await first.Audience.DisposeAsync();
        await second.UpsertAsync("c5", """{ "age": 30 }""");
        var scene = new WebhookScene(second, first.Receiver);
        await scene.WhenAsync(() => Task.FromResult(first.Receiver.Received.SelectMany(w => w.Customers).Contains("c5")));
        await scene.WhenQuietAsync();

        Assert.Equal(Enumerable.Range(0, 6).Select(i => $"c{i}"), first.Receiver.Received.SelectMany(w => w.Customers).Order(StringComparer.Ordinal));
        Assert.Equal(first.Receiver.Received.Count, first.Receiver.Received.Select(w => w.Id).Distinct().Count());
    }

    [Fact]
    public async Task What_is_done_is_deleted_after_a_while()
    {
        await using var scene = await WebhookScene.StartAsync();
        await scene.Audience.SaveAsync("adults", Adults);
        await scene.SaveAsync();
        await scene.Audience.UpsertAsync("c1", """{ "age": 30 }""");
        await scene.WhenReceivedAsync(1);
        await scene.WhenQuietAsync();
        var cleaner = scene.Audience.Api.Services.GetRequiredService<OutboxCleaner>();

        scene.Audience.Api.Clock.Advance(TimeSpan.FromDays(6));
        await cleaner.CleanAsync(default);
        Assert.Single(await scene.DeliveriesAsync());
        scene.Audience.Api.Clock.Advance(TimeSpan.FromDays(2));
        await cleaner.CleanAsync(default);

        Assert.Empty(await scene.DeliveriesAsync());
        await using var db = Rows.Open(scene.Audience.Api);
        Assert.Equal(0, await db.Set<OutboxTransition>().CountAsync());
    }

    [Fact]
    public async Task A_webhook_is_edited_under_its_tag_listed_and_deleted_with_what_waits()
    {
        await using var scene = await WebhookScene.StartAsync(null, null, ("Webhooks:MaxWebhooks", "2"));
        await scene.Audience.SaveAsync("adults", Adults);
        await scene.SaveAsync("b", """, "segments": ["adults"]""");
        await scene.SaveAsync("a");
        var http = scene.Audience.Http;

        var stale = await http.PutAsync("/v1/webhooks/a", $$"""{ "url": "{{scene.Receiver.Url}}" }""", ("If-Match", "\"7\""));
        var third = await http.PutAsync("/v1/webhooks/c", $$"""{ "url": "{{scene.Receiver.Url}}" }""");
        var used = await http.RemoveAsync("/v1/segments/adults");
        var keys = (await scene.Audience.GetAsync("/v1/webhooks")).GetProperty("items").EnumerateArray().Select(w => w.GetProperty("key").GetString()).ToList();
        var unknown = new[] { await http.ReadAsync("/v1/webhooks/x"), await http.RemoveAsync("/v1/webhooks/x"), await http.PostAsync("/v1/webhooks/x/test", ""), await http.PostAsync("/v1/webhooks/x/rotate", ""), await http.ReadAsync("/v1/webhooks/x/deliveries") };

        Assert.Equal((HttpStatusCode.PreconditionFailed, HttpStatusCode.Conflict, "webhook.too_many"), (stale.Status, third.Status, third.Code));
        Assert.Equal(("segment.in_use", "webhook"), (used.Code, used.Body.GetProperty("users")[0].GetProperty("kind").GetString()));
        Assert.Equal(["a", "b"], keys);
        Assert.All(unknown, r => Assert.Equal((HttpStatusCode.NotFound, "webhook.not_found"), (r.Status, r.Code)));
        Assert.Equal(HttpStatusCode.NoContent, (await http.RemoveAsync("/v1/webhooks/b")).Status);
        Assert.Equal(HttpStatusCode.NoContent, (await http.RemoveAsync("/v1/segments/adults")).Status);
    }

    [Fact]
    public async Task All_that_is_wrong_with_a_webhook_is_told_at_once()
    {
        await using var audience = await TestAudience.StartAsync();
        await audience.SaveAsync("adults", Adults);

        var reply = await audience.Http.PutAsync("/v1/webhooks/crm", """{ "segments": ["adutls"], "events": [], "causes": [77], "maxBatch": 5000 }""");
        var key = await audience.Http.PutAsync("/v1/webhooks/CRM", """{ "url": "https://example.com/" }""");

        Assert.Equal(["$.url", "$.segments[0]", "$.events", "$.causes", "$.maxBatch"], reply.Body.GetProperty("errors").EnumerateArray().Select(e => e.GetProperty("path").GetString()));
        Assert.Contains("did you mean 'adults'", reply.Body.GetProperty("errors")[1].GetProperty("message").GetString(), StringComparison.Ordinal);
        Assert.Equal("webhook.invalid_key", key.Code);
    }

    [Fact]
    public void Pauses_grow_to_their_limit_and_differ_by_message()
    {
        var options = new WebhookOptions();
        var pauses = Enumerable.Range(1, 12).Select(a => RetrySchedule.PauseAfter(a, "msg_a", options)).ToList();

        for (var i = 0; i < 9; i++)
            Assert.InRange(pauses[i], TimeSpan.FromSeconds(5 * Math.Pow(3, i)), TimeSpan.FromSeconds(6 * Math.Pow(3, i)));
        Assert.Equal(TimeSpan.FromHours(12), pauses[10]);
        Assert.NotEqual(RetrySchedule.PauseAfter(1, "msg_a", options), RetrySchedule.PauseAfter(1, "msg_b", options));
        Assert.Equal(pauses[0], RetrySchedule.PauseAfter(1, "msg_a", options));
    }

    private static async Task FillAsync(TestAudience audience, int customers)
    {
        var lines = new StringBuilder();
        for (var i = 0; i < customers; i++)
            lines.Append(CultureInfo.InvariantCulture, $$"""{ "id": "c{{i:D3}}", "attributes": { "age": 30 } }""").Append('\n');
        Assert.Equal(customers, (await audience.Http.PostAsync("/v1/customers", lines.ToString(), Replies.Ndjson)).Accepted);
        await audience.WhenAppliedAsync();
    }
}
