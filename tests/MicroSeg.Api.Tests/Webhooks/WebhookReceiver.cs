using System.Collections.Concurrent;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace MicroSeg.Api.Tests.Webhooks;

/// <summary>A real server on this machine that takes webhooks and answers as a test says.</summary>
internal sealed class WebhookReceiver : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly ConcurrentQueue<ReceivedWebhook> _received = [];

    private WebhookReceiver(WebApplication app) => _app = app;

    /// <summary>What is answered; 204 unless a test says otherwise.</summary>
    public Func<ReceivedWebhook, HttpContext, Task> Answer { get; set; } = (_, http) => Status(http, 204);

    public string Url => _app.Urls.Single().Replace("127.0.0.1", "localhost", StringComparison.Ordinal) + "/hook";

    public int Port => new Uri(_app.Urls.Single()).Port;

    /// <summary>All that came, in order.</summary>
    public IReadOnlyList<ReceivedWebhook> Received => [.. _received];

    public static async Task<WebhookReceiver> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var receiver = new WebhookReceiver(builder.Build());
        receiver._app.Run(receiver.TakeAsync);
        await receiver._app.StartAsync();
        return receiver;
    }

    public static Task Status(HttpContext http, int status)
    {
        http.Response.StatusCode = status;
        return Task.CompletedTask;
    }

    public async ValueTask DisposeAsync()
    {
        // Whoever still waits for an answer is not waited for.
        using var now = new CancellationTokenSource(TimeSpan.Zero);
        await _app.StopAsync(now.Token);
        await _app.DisposeAsync();
    }

    private async Task TakeAsync(HttpContext http)
    {
        using var reader = new StreamReader(http.Request.Body);
        var received = new ReceivedWebhook(
            http.Request.Path, await reader.ReadToEndAsync(), http.Request.Headers.ToDictionary(h => h.Key.ToLowerInvariant(), h => h.Value.ToString(), StringComparer.Ordinal));
        _received.Enqueue(received);
        await Answer(received, http);
    }
}

/// <summary>A webhook as it came.</summary>
internal sealed record ReceivedWebhook(string Path, string Payload, IReadOnlyDictionary<string, string> Headers)
{
    public string Id => Headers["webhook-id"];

    public long Timestamp => long.Parse(Headers["webhook-timestamp"]);

    public string Signature => Headers["webhook-signature"];

    public string Type => JsonElement.Parse(Payload).GetProperty("type").GetString()!;

    public JsonElement Data => JsonElement.Parse(Payload).GetProperty("data");

    public IReadOnlyList<string> Customers => [.. Data.GetProperty("customers").EnumerateArray().Select(c => c.GetString()!)];

    /// <summary>What it tells in a line, such as <c>segment.entered booked c1 c2</c>.</summary>
    public override string ToString() => $"{Type} {Data.GetProperty("segment")} {string.Join(' ', Customers)}";
}
