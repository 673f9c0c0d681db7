namespace MicroSeg.GraphQL.Execution;

/// <content>Section 6.2.3.1: source streams.</content>
internal sealed partial class ExecutionRun
{
    /// <summary><c>CreateSourceEventStream(subscription, schema, variableValues, initialValue)</c>.</summary>
    public async ValueTask<(IAsyncEnumerable<object?>? Events, ExecutionResult? Refusal)> SubscribeAsync(SelectionPlan plan)
    {
        _output.Dispose();
        var field = plan.Root(Schema.SubscriptionType ?? throw new InvalidOperationException("The schema has no subscriptions"))[0];
        Enter(field.ResponseKey, index: 0, isNullable: true);
        try
        {
            if (!field.TryArguments(_variables, out var arguments, out var error))
                throw new GraphQLException(error!);
            if (field.Definition.Subscriber is not { } subscriber)
                throw new InvalidOperationException($"Field {field.FullName} has no source of events");
            return (await subscriber(new ResolverContext(this, field, Request.RootValue, arguments, _root)), null);
        }
        catch (Exception exception) when (!IsCancelled(exception))
        {
            Fail(exception, field, depth: 1);
            return (null, new ExecutionResult(null, 0, [.. _errors]));
        }
    }
}
