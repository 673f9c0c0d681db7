using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;

namespace MicroSeg.Api.Demo;

/// <summary>Calls the service's own REST API, as any partner would: what the demo can do, they can.</summary>
internal sealed class DemoClient : IDisposable
{
    private readonly HttpClient _http;

    public DemoClient(Uri service, string key)
    {
        _http = new HttpClient { BaseAddress = service, Timeout = TimeSpan.FromMinutes(10) };
        _http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key);
    }

    public async Task<bool> ExistsAsync(string path, CancellationToken cancellationToken)
    {
        using var response = await _http.GetAsync(new Uri(path, UriKind.Relative), cancellationToken);
        return response.IsSuccessStatusCode;
    }

    public async Task<JsonElement> GetAsync(string path, CancellationToken cancellationToken)
    {
        using var response = await _http.GetAsync(new Uri(path, UriKind.Relative), cancellationToken);
        return await ReadAsync(response, path, cancellationToken);
    }

    public Task PutAsync(string path, string json, CancellationToken cancellationToken) => SendAsync(HttpMethod.Put, path, new StringContent(json, Encoding.UTF8, "application/json"), cancellationToken);

    public Task PostAsync(string path, CancellationToken cancellationToken) => SendAsync(HttpMethod.Post, path, null, cancellationToken);

    /// <summary>Sends lines and makes sure that all of them were taken.</summary>
    /// <returns>How many were accepted.</returns>
    public async Task<int> ImportAsync<T>(string path, IEnumerable<T> items, Action<Utf8JsonWriter, T> write, CancellationToken cancellationToken)
    {
        var reply = await SendAsync(HttpMethod.Post, path, new NdjsonContent<T>(items, write), cancellationToken);
        if (reply.GetProperty("rejected").GetArrayLength() > 0)
            throw new InvalidOperationException($"{path} rejected a line of the demo: {reply.GetProperty("rejected")[0]}");
        return reply.GetProperty("accepted").GetInt32();
    }

    public void Dispose() => _http.Dispose();

    private async Task<JsonElement> SendAsync(HttpMethod method, string path, HttpContent? content, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(method, path) { Content = content };
        using var response = await _http.SendAsync(request, cancellationToken);
        return await ReadAsync(response, path, cancellationToken);
    }

    private static async Task<JsonElement> ReadAsync(HttpResponseMessage response, string path, CancellationToken cancellationToken)
    {
        var body = await response.Content.ReadAsStringAsync(cancellationToken);
        if (!response.IsSuccessStatusCode)
            throw new InvalidOperationException($"{path} answered {(int)response.StatusCode} {response.ReasonPhrase}: {body}");
        return response.StatusCode == HttpStatusCode.NoContent || body.Length == 0 ? default : JsonElement.Parse(body);
    }
}
