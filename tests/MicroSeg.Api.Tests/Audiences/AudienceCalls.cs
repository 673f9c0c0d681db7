using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using MicroSeg.Api.Tests.Support;

namespace MicroSeg.Api.Tests.Audiences;

/// <summary>Short ways to ask for audiences.</summary>
internal static class AudienceCalls
{
    /// <summary>The answer to a count.</summary>
    public static async Task<JsonElement> CountAsync(this TestAudience audience, string body)
    {
        var reply = await audience.Http.PostAsync("/v1/audiences/count", body, Replies.Json);
        Assert.True(reply.Message.IsSuccessStatusCode, reply.ToString());
        return reply.Body;
    }

    /// <summary>An export as it comes.</summary>
    public static async Task<HttpResponseMessage> ExportAsync(this TestAudience audience, string body, string query = "", string accept = Replies.Ndjson, string? encoding = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/v1/audiences/export" + query);
        request.Content = new StringContent(body, Encoding.UTF8, Replies.Json);
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue(accept));
        if (encoding is not null)
            request.Headers.AcceptEncoding.Add(new StringWithQualityHeaderValue(encoding));
        return await audience.Http.SendAsync(request, TestContext.Current.CancellationToken);
    }

    /// <summary>The lines of an export.</summary>
    public static async Task<List<JsonElement>> LinesAsync(this HttpResponseMessage response)
    {
        var text = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.True(response.IsSuccessStatusCode, text);
        return [.. text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonElement.Parse(line))];
    }

    /// <summary>The ids of an export, in its order.</summary>
    public static async Task<List<string>> IdsAsync(this HttpResponseMessage response) =>
        [.. (await response.LinesAsync()).Select(l => l.GetProperty("customer").GetString()!)];

    /// <summary>A header of an answer; null when it is not there.</summary>
    public static string? Header(this HttpResponseMessage response, string name) => response.Headers.TryGetValues(name, out var values) ? values.Single() : null;
}
