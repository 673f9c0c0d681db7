using System.Text.Json;
using MicroSeg.GraphQL.Coercion;
using MicroSeg.GraphQL.Execution;
using MicroSeg.GraphQL.TypeSystem;

namespace MicroSeg.GraphQL.Tests.Execution;

/// <summary>Runs documents from text to text.</summary>
internal static class Executing
{
    public static async Task<string> RunAsync(
        GraphQLSchema schema, string query, object? root = null, string? variables = null, string? operation = null, IServiceProvider? services = null, ExecutionOptions? options = null)
    {
        var document = GraphQLDocument.Parse(query);
        Assert.Empty(document.Validate(schema));
        return await RunUncheckedAsync(schema, document, root, variables, operation, services, options);
    }

    /// <summary>For documents that validation would refuse.</summary>
    public static async Task<string> RunUncheckedAsync(
        GraphQLSchema schema, GraphQLDocument document, object? root, string? variables = null, string? operation = null, IServiceProvider? services = null, ExecutionOptions? options = null)
    {
        var request = new GraphQLRequest { RootValue = root, OperationName = operation };
        if (variables is not null)
            request = request with { Variables = JsonInput.Record(JsonElement.Parse(variables)) };
        if (services is not null)
            request = request with { Services = services };
        using var result = await new GraphQLExecutor(schema, options).ExecuteAsync(new PreparedDocument(schema, document), request, TestContext.Current.CancellationToken);
        return result.ToJson();
    }
}
