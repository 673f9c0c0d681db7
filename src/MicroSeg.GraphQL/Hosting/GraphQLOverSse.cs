using System.Buffers;
using MicroSeg.GraphQL.Execution;
using MicroSeg.GraphQL.Language.Ast;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Net.Http.Headers;

namespace MicroSeg.GraphQL.Hosting;

/// <summary>The graphql-sse protocol in its distinct connections mode: one operation a request, each result an event.</summary>
internal static class GraphQLOverSse
{
    /// <summary>Whether a request takes events. Some clients always do; a single answer goes out as JSON to those that take that too.</summary>
    public static bool IsTaken(HttpRequest request)
        => MediaTypeHeaderValue.TryParseList(request.Headers.Accept, out var accepted)
        && accepted.Any(range => range.MediaType.Equals("text/event-stream", StringComparison.OrdinalIgnoreCase));

    public static async Task ExecuteAsync(HttpContext context, GraphQLServer server, PreparedDocument document, GraphQLRequest request)
    {
        var isSubscription = document.TryGetOperation(request.OperationName, out var operation, out _) && operation.Type == OperationType.Subscription;
        if (!isSubscription)
        {
            using var result = await server.Executor.ExecuteAsync(document, request, context.RequestAborted);
            await WriteOnlyAsync(context.Response, result);
            return;
        }

        var scopes = context.RequestServices.GetRequiredService<IServiceScopeFactory>();
        var subscription = await server.Executor.SubscribeAsync(document, request, () => InScope(scopes, request), context.RequestAborted);
        if (subscription.Events is not { } events)
        {
            using var refusal = subscription.Refusal;
            await WriteOnlyAsync(context.Response, refusal!);
            return;
        }

        await BeginAsync(context.Response);
        await foreach (var result in events.WithCancellation(context.RequestAborted))
        {
            using (result)
                await WriteNextAsync(context.Response, result);
        }

        await CompleteAsync(context.Response);
    }

    /// <summary>Answers by one result.</summary>
    public static async Task WriteOnlyAsync(HttpResponse response, ExecutionResult result)
    {
        await BeginAsync(response);
        await WriteNextAsync(response, result);
        await CompleteAsync(response);
    }

    private static (GraphQLRequest Request, IAsyncDisposable? Scope) InScope(IServiceScopeFactory scopes, GraphQLRequest request)
    {
        var scope = scopes.CreateAsyncScope();
        return (request with { Services = scope.ServiceProvider }, scope);
    }

    private static async Task BeginAsync(HttpResponse response)
    {
        response.ContentType = "text/event-stream; charset=utf-8";
        response.Headers.CacheControl = "no-cache";
        response.Headers["X-Accel-Buffering"] = "no";
        response.BodyWriter.Write(":\n\n"u8);
        await response.BodyWriter.FlushAsync(response.HttpContext.RequestAborted);
    }

    private static async Task WriteNextAsync(HttpResponse response, ExecutionResult result)
    {
        // JSON has its line breaks escaped, so it is one line of data.
        response.BodyWriter.Write("event: next\ndata: "u8);
        result.WriteTo(response.BodyWriter);
        response.BodyWriter.Write("\n\n"u8);
        await response.BodyWriter.FlushAsync(response.HttpContext.RequestAborted);
    }

    private static async Task CompleteAsync(HttpResponse response)
    {
        response.BodyWriter.Write("event: complete\ndata: \n\n"u8);
        await response.BodyWriter.FlushAsync(response.HttpContext.RequestAborted);
    }
}
