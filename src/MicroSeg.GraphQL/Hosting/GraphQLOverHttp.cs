using MicroSeg.GraphQL.Execution;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace MicroSeg.GraphQL.Hosting;

/// <summary>The GraphQL over HTTP specification: requests, media types and status codes.</summary>
internal static class GraphQLOverHttp
{
    public static async Task HandleAsync(HttpContext context)
    {
        var server = context.RequestServices.GetRequiredService<GraphQLServer>();
        var response = ResponseFormat.Of(context.Request);
        if (response is null)
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
            await response.RefuseAsync(context.Response, refusal.Status, refusal.Error!);
            return;
        }

        await ExecuteAsync(context, server, response, parameters);
    }

    private static async Task ExecuteAsync(HttpContext context, GraphQLServer server, ResponseFormat response, HttpParameters parameters)
    {
        if (server.Documents.Find(parameters.Query, out var errors) is not { } document)
        {
            using var invalid = ExecutionResult.Refused(errors.AsSpan());
            await response.WriteAsync(context.Response, invalid);
            return;
        }

        // A GET changes nothing, so that links and images of other sites cannot either.
        if (HttpMethods.IsGet(context.Request.Method) && document.TryGetOperation(parameters.OperationName, out var operation, out _) && operation.Type != Language.Ast.OperationType.Query)
        {
            context.Response.Headers.Allow = "POST";
            await response.RefuseAsync(context.Response, StatusCodes.Status405MethodNotAllowed, new GraphQLError(GraphQLErrorCodes.Http, "Only queries can be asked by GET."));
            return;
        }

        var request = new GraphQLRequest
        {
            OperationName = parameters.OperationName,
            Variables = parameters.Variables,
            Services = context.RequestServices,
            User = context.User,
        };
        using var result = await server.Executor.ExecuteAsync(document, request, context.RequestAborted);
        await response.WriteAsync(context.Response, result);
    }
}
