using MicroSeg.GraphQL.Execution;
using MicroSeg.GraphQL.Language.Ast;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace MicroSeg.GraphQL.Hosting;

/// <summary>The GraphQL over HTTP specification: requests, media types and status codes.</summary>
internal static class GraphQLOverHttp
{
    public static async Task HandleAsync(HttpContext context)
    {
        if (GraphiQLAssets.IsAskedFor(context.Request))
        {
            await GraphiQLAssets.WritePageAsync(context);
            return;
        }

        var server = context.RequestServices.GetRequiredService<GraphQLServer>();
        var takesEvents = GraphQLOverSse.IsTaken(context.Request);
        var response = ResponseFormat.Of(context.Request);
        if (response is null && !takesEvents)
        {
            context.Response.StatusCode = StatusCodes.Status406NotAcceptable;
            return;
        }

        if (!HttpMethods.IsGet(context.Request.Method) && !HttpMethods.IsPost(context.Request.Method))
        {
            context.Response.Headers.Allow = "GET, POST";
            context.Response.StatusCode = StatusCodes.Status405MethodNotAllowed;
            return;
        }

        var (parameters, refusal) = await HttpParameters.ReadAsync(context.Request, server.Options);
        if (parameters is null)
        {
            await (response ?? ResponseFormat.Json).RefuseAsync(context.Response, refusal.Status, refusal.Error!);
            return;
        }

        await ExecuteAsync(context, server, response, takesEvents, parameters);
    }

    /// <param name="response">The format of a single answer; null if only events are taken.</param>
    private static async Task ExecuteAsync(HttpContext context, GraphQLServer server, ResponseFormat? response, bool takesEvents, HttpParameters parameters)
    {
        if (server.Documents.Find(parameters.Query, out var errors) is not { } document)
        {
            using var invalid = ExecutionResult.Refused(errors.AsSpan());
            await (response?.WriteAsync(context.Response, invalid) ?? GraphQLOverSse.WriteOnlyAsync(context.Response, invalid));
            return;
        }

        document.TryGetOperation(parameters.OperationName, out var operation, out _);
        if (takesEvents && operation?.Type == OperationType.Subscription)
            response = null;

        // A GET changes nothing, so that links and images of other sites cannot either.
        if (HttpMethods.IsGet(context.Request.Method) && operation is not null && !IsAllowedByGet(operation.Type, isStream: response is null))
        {
            context.Response.Headers.Allow = "POST";
            await (response ?? ResponseFormat.Json).RefuseAsync(context.Response, StatusCodes.Status405MethodNotAllowed, new GraphQLError(GraphQLErrorCodes.Http, "Only queries can be asked by GET."));
            return;
        }

        var request = new GraphQLRequest
        {
            OperationName = parameters.OperationName,
            Variables = parameters.Variables,
            Services = context.RequestServices,
            User = context.User,
        };
        if (response is null)
        {
            await GraphQLOverSse.ExecuteAsync(context, server, document, request);
            return;
        }

        using var result = await server.Executor.ExecuteAsync(document, request, context.RequestAborted);
        await response.WriteAsync(context.Response, result);
    }

    private static bool IsAllowedByGet(OperationType operation, bool isStream) => operation == OperationType.Query || (isStream && operation == OperationType.Subscription);
}
