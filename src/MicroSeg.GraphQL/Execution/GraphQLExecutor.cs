using System.Collections.Immutable;
using MicroSeg.GraphQL.Coercion;
using MicroSeg.GraphQL.TypeSystem;

namespace MicroSeg.GraphQL.Execution;

/// <summary>Executes documents that were found valid (section 6).</summary>
/// <param name="schema">The schema that the documents are for.</param>
/// <param name="options">How to execute.</param>
/// <param name="clock">What the time limit is measured by; the system's clock by default.</param>
public sealed partial class GraphQLExecutor(GraphQLSchema schema, ExecutionOptions? options = null, TimeProvider? clock = null)
{
    private readonly ExecutionOptions _options = options ?? ExecutionOptions.Default;
    private readonly TimeProvider _clock = clock ?? TimeProvider.System;

    /// <summary><c>ExecuteRequest(schema, document, operationName, variableValues, initialValue)</c> of section 6.1, for queries and mutations.</summary>
    /// <exception cref="OperationCanceledException">The token ended first.</exception>
    public async ValueTask<ExecutionResult> ExecuteAsync(PreparedDocument document, GraphQLRequest request, CancellationToken cancellationToken = default)
    {
        if (!TryPrepare(document, request, out var prepared, out var refusal))
            return refusal!;
        if (prepared.Operation.Type == Language.Ast.OperationType.Subscription)
            return ExecutionResult.Refused(new GraphQLError(GraphQLErrorCodes.Operation, "A subscription has to be subscribed to, over a protocol that carries events."));
        return await RunAsync(prepared, request, request.RootValue, cancellationToken);
    }

    private async ValueTask<ExecutionResult> RunAsync(Prepared prepared, GraphQLRequest request, object? rootValue, CancellationToken cancellationToken)
    {
        using var timeout = new CancellationTokenSource(_options.Timeout, _clock);
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        try
        {
            var run = new ExecutionRun(schema, _options, prepared.Variables, request, linked.Token);
            return await run.ExecuteAsync(prepared.Operation, prepared.Plan, rootValue);
        }
        catch (OperationCanceledException) when (timeout.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            return ExecutionResult.Refused(new GraphQLError(GraphQLErrorCodes.Timeout, $"The operation took longer than {_options.Timeout.TotalSeconds} seconds."));
        }
    }

    /// <summary>All that section 6.1 asks for before the operation is executed.</summary>
    private bool TryPrepare(PreparedDocument document, GraphQLRequest request, out Prepared prepared, out ExecutionResult? refusal)
    {
        prepared = default;
        refusal = null;
        if (!document.TryGetOperation(request.OperationName, out var operation, out var error))
        {
            refusal = ExecutionResult.Refused(error);
            return false;
        }

        var variables = Coerce(operation, request, out var errors);
        if (!errors.IsEmpty)
        {
            refusal = ExecutionResult.Refused(errors.AsSpan());
            return false;
        }

        if (operation.PlanFor(variables, out error) is not { } plan)
        {
            refusal = ExecutionResult.Refused(error!);
            return false;
        }

        prepared = new Prepared(operation, variables, plan);
        return true;
    }

    private VariableValues Coerce(PreparedOperation operation, GraphQLRequest request, out ImmutableArray<GraphQLError> errors)
    {
        try
        {
            return VariableValues.Coerce(schema, operation.Node, request.Variables, out errors);
        }
        catch (GraphQLException exception)
        {
            // The class behind an input refused its values.
            errors = exception.Errors;
            return VariableValues.Empty;
        }
    }

    private readonly record struct Prepared(PreparedOperation Operation, VariableValues Variables, SelectionPlan Plan);
}
