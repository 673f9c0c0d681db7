using System.Runtime.CompilerServices;
using MicroSeg.GraphQL.Language.Ast;

namespace MicroSeg.GraphQL.Execution;

/// <content>Section 6.2.3: subscriptions.</content>
public sealed partial class GraphQLExecutor
{
    /// <summary><c>Subscribe(subscription, schema, variableValues, initialValue)</c>: the source's events, each executed.</summary>
    /// <param name="requestOfEvent">
    /// Gives each event the request that it is executed for, so that it may have a scope of services of its own, and what is to be disposed behind it.
    /// By default the one that subscribed.
    /// </param>
    /// <returns>A stream of results; or a refusal, if the source cannot be subscribed to.</returns>
    public async ValueTask<SubscriptionResult> SubscribeAsync(
        PreparedDocument document, GraphQLRequest request, Func<(GraphQLRequest Request, IAsyncDisposable? Scope)>? requestOfEvent = null, CancellationToken cancellationToken = default)
    {
        if (!TryPrepare(document, request, out var prepared, out var refusal))
            return new SubscriptionResult(refusal, null);
        if (prepared.Operation.Type != OperationType.Subscription)
            return new SubscriptionResult(ExecutionResult.Refused(new GraphQLError(GraphQLErrorCodes.Operation, "Only subscriptions can be subscribed to.")), null);

        // CreateSourceEventStream of section 6.2.3.1.
        var run = new ExecutionRun(schema, _options, prepared.Variables, request, cancellationToken);
        var (events, error) = await run.SubscribeAsync(prepared.Plan);
        return events is null
            ? new SubscriptionResult(error, null)
            : new SubscriptionResult(null, MapEventsAsync(prepared, request, events, requestOfEvent, cancellationToken));
    }

    /// <summary><c>MapSourceToResponseEvent</c> of section 6.2.3.2.</summary>
    private async IAsyncEnumerable<ExecutionResult> MapEventsAsync(
        Prepared prepared,
        GraphQLRequest request,
        IAsyncEnumerable<object?> events,
        Func<(GraphQLRequest Request, IAsyncDisposable? Scope)>? requestOfEvent,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var payload in events.WithCancellation(cancellationToken))
        {
            var (own, scope) = requestOfEvent?.Invoke() ?? (request, null);
            try
            {
                yield return await RunAsync(prepared, own, payload, cancellationToken);
            }
            finally
            {
                if (scope is not null)
                    await scope.DisposeAsync();
            }
        }
    }
}
