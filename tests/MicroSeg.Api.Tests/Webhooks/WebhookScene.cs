using System.Text.Json;
using MicroSeg.Api.Membership;
using MicroSeg.Api.Tests.Support;
using MicroSeg.Api.Webhooks;
using Microsoft.EntityFrameworkCore;

namespace MicroSeg.Api.Tests.Webhooks;

/// <summary>A running product that may call this machine, and a receiver.</summary>
internal sealed class WebhookScene(TestAudience audience, WebhookReceiver receiver) : IAsyncDisposable
{
    // So short that the pauses of the service pass long before a request times out, however slow the machine.
    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(50);

    public static (string Key, string Value)[] Settings { get; } =
    [
        ("Webhooks:AllowLoopback", "true"), ("Webhooks:StopWithin", "00:00:00"), ("Webhooks:PollEvery", "00:00:00.050"),
        ("Webhooks:RequestTimeout", "00:01:00"), ("Webhooks:Lease", "00:10:00"), ("Membership:LogEvery", "00:00:00.010"),
    ];

    public TestAudience Audience => audience;

    public WebhookReceiver Receiver => receiver;

    public static async Task<WebhookScene> StartAsync(string? folder = null, ManualTimeProvider? clock = null, params (string Key, string Value)[] settings) =>
        new(await TestAudience.StartAsync(folder, clock, [.. Settings, .. settings]), await WebhookReceiver.StartAsync());

    /// <summary>Saves a webhook to the receiver.</summary>
    public async Task<JsonElement> SaveAsync(string key = "crm", string more = "")
    {
        var reply = await audience.Http.PutAsync($"/v1/webhooks/{key}", $$"""{ "url": "{{receiver.Url}}"{{more}} }""");
        Assert.True(reply.Message.IsSuccessStatusCode, reply.ToString());
        return reply.Body;
    }

    /// <summary>Lets time pass in small steps until something is so.</summary>
    public async Task WhenAsync(Func<Task<bool>> isSo)
    {
        for (var attempt = 0; !await isSo(); attempt++)
        {
            Assert.True(attempt < 1_000, $"It did not come about. Received: {string.Join("; ", receiver.Received)}");
            audience.Api.Clock.Advance(Step);
            await Task.Delay(TimeSpan.FromMilliseconds(15), TimeProvider.System, TestContext.Current.CancellationToken);
        }
    }

    public Task WhenReceivedAsync(int count) => WhenAsync(() => Task.FromResult(receiver.Received.Count >= count));

    /// <summary>Waits until all that happened is in the log, and nothing of it is left to be sent now.</summary>
    public async Task WhenQuietAsync()
    {
        await WhenAsync(async () =>
        {
            await using var db = Rows.Open(audience.Api);
            var logged = new FoldedLog();
            foreach (var entry in await db.Set<MembershipLogEntry>().AsNoTracking().OrderBy(e => e.Id).ToListAsync())
                logged.Add(entry.ToTransition());
            var now = audience.Now;
            return audience.Engine.State.Segments.All(s => logged.Find(s.Key).Members.SetEquals(s.Members))
                && !await db.Set<OutboxTransition>().AnyAsync(o => !o.IsMade && db.Set<Webhook>().Any(w => w.Key == o.Webhook && w.Enabled && !(w.PausedUntil > now)))
                && !await db.Set<WebhookDelivery>().AnyAsync(d => d.Status == DeliveryStatus.Pending && d.NextAttemptAt <= now && db.Set<Webhook>().Any(w => w.Key == d.Webhook && w.Enabled && !(w.PausedUntil > now)));
        });
    }

    public async Task<List<JsonElement>> DeliveriesAsync(string key = "crm", string query = "") =>
        [.. (await audience.GetAsync($"/v1/webhooks/{key}/deliveries{query}")).GetProperty("items").EnumerateArray()];

    public Task<JsonElement> GetAsync(string key = "crm") => audience.GetAsync($"/v1/webhooks/{key}");

    public async ValueTask DisposeAsync()
    {
        await audience.DisposeAsync();
        await receiver.DisposeAsync();
    }
}
