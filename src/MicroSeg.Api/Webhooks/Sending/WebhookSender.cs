using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using Microsoft.Extensions.Options;

namespace MicroSeg.Api.Webhooks.Sending;

/// <summary>Sends signed messages: to public addresses only, without proxies, redirects and cookies; what the answer says beyond its status is not read.</summary>
internal sealed class WebhookSender : IDisposable
{
    private readonly WebhookOptions _options;
    private readonly TimeProvider _time;
    private readonly HttpClient _http;

    public WebhookSender(IOptions<WebhookOptions> options, TimeProvider time)
    {
        (_options, _time) = (options.Value, time);
        _http = new HttpClient(new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseProxy = false,
            UseCookies = false,
            ConnectCallback = (context, cancellationToken) => WebhookConnector.ConnectAsync(context.DnsEndPoint, _options.AllowLoopback, cancellationToken),
            ActivityHeadersPropagator = DistributedContextPropagator.CreateNoOutputPropagator(),
            MaxResponseHeadersLength = 16,
            MaxResponseDrainSize = 64 * 1024,
            PooledConnectionLifetime = TimeSpan.FromMinutes(2),
        })
        {
            Timeout = Timeout.InfiniteTimeSpan,
        };
        _http.DefaultRequestHeaders.UserAgent.Add(new ProductInfoHeaderValue("MicroSeg", "1.0"));
    }

    /// <summary>Sends a message once.</summary>
    /// <exception cref="OperationCanceledException">The host stops; whether the message arrived is not known.</exception>
    public async Task<SendOutcome> SendAsync(Webhook webhook, string messageId, byte[] payload, CancellationToken cancellationToken)
    {
        var now = _time.GetUtcNow();
        using var request = new HttpRequestMessage(HttpMethod.Post, webhook.Url) { Content = new ByteArrayContent(payload) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        request.Headers.Add("webhook-id", messageId);
        request.Headers.Add("webhook-timestamp", now.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture));
        request.Headers.TryAddWithoutValidation("webhook-signature", WebhookSecret.Sign(webhook.SecretsAt(now), messageId, now, payload));
        using var deadline = new CancellationTokenSource(_options.RequestTimeout, _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellationToken);
        try
        {
            using var response = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, either.Token);
            return new SendOutcome(response.StatusCode, response.IsSuccessStatusCode ? null : $"the receiver answered {(int)response.StatusCode}", RetryAfter(response, now));
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return new SendOutcome(null, $"no answer within {_options.RequestTimeout.TotalSeconds.ToString(CultureInfo.InvariantCulture)} s", null);
        }
        catch (Exception exception) when (exception is HttpRequestException or SocketException or IOException)
        {
            return new SendOutcome(null, Web.Suggestions.Cut(exception.Message), null);
        }
    }

    public void Dispose() => _http.Dispose();

    private static TimeSpan? RetryAfter(HttpResponseMessage response, DateTimeOffset now) =>
        response.Headers.RetryAfter is { } wanted ? wanted.Delta ?? wanted.Date - now : null;
}

/// <summary>What came of an attempt.</summary>
/// <param name="Status">What the receiver answered; null when it didn't.</param>
/// <param name="Error">What went wrong; null when the message was taken.</param>
/// <param name="RetryAfter">The pause that the receiver asks for.</param>
internal sealed record SendOutcome(HttpStatusCode? Status, string? Error, TimeSpan? RetryAfter)
{
    public bool IsDelivered => Error is null;
}
