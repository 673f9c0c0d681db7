using MicroSeg.GraphQL.Execution;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace MicroSeg.GraphQL.Hosting;

/// <summary>A media type of responses and the status codes that go with it.</summary>
internal sealed class ResponseFormat(string contentType, bool isGraphQL)
{
    private static readonly ResponseFormat s_graphQL = new("application/graphql-response+json; charset=utf-8", isGraphQL: true);
    private static readonly ResponseFormat s_json = new("application/json; charset=utf-8", isGraphQL: false);

    public static ResponseFormat Json => s_json;

    /// <summary>The format that a request likes best; null if it likes none.</summary>
    public static ResponseFormat? Of(HttpRequest request)
    {
        if (request.Headers.Accept.Count == 0)
            return s_json;
        if (!MediaTypeHeaderValue.TryParseList(request.Headers.Accept, out var accepted))
            return null;
        foreach (var range in accepted.OrderByDescending(range => range.Quality ?? 1))
        {
            if (range.Quality == 0)
                continue;
            if (range.MediaType.Equals("application/graphql-response+json", StringComparison.OrdinalIgnoreCase))
                return s_graphQL;
            if (range.MediaType.Equals("application/json", StringComparison.OrdinalIgnoreCase) || range.MatchesAllTypes || (range.Type.Equals("application", StringComparison.OrdinalIgnoreCase) && range.MatchesAllSubTypes))
                return s_json;
        }

        return null;
    }

    /// <summary>Writes a result. With plain JSON a request that was understood is answered by 200, whatever its errors.</summary>
    public async Task WriteAsync(HttpResponse response, ExecutionResult result)
    {
        response.StatusCode = result.HasData || !isGraphQL ? StatusCodes.Status200OK : StatusCodes.Status400BadRequest;
        response.ContentType = contentType;
        result.WriteTo(response.BodyWriter);
        await response.BodyWriter.FlushAsync(response.HttpContext.RequestAborted);
    }

    /// <summary>Answers a request that is none of the specification's.</summary>
    public async Task RefuseAsync(HttpResponse response, int status, GraphQLError error)
    {
        response.StatusCode = status;
        response.ContentType = contentType;
        using var result = ExecutionResult.Refused(error);
        result.WriteTo(response.BodyWriter);
        await response.BodyWriter.FlushAsync(response.HttpContext.RequestAborted);
    }
}
