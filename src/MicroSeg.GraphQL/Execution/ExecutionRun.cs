using System.Collections.Immutable;
using MicroSeg.GraphQL.Coercion;
using MicroSeg.GraphQL.DataLoading;
using MicroSeg.GraphQL.Language.Ast;
using MicroSeg.GraphQL.TypeSystem;

namespace MicroSeg.GraphQL.Execution;

/// <summary>
/// One execution of one operation (section 6.2). Resolvers are called as early as possible and may wait beside one another; what the
/// engine itself does happens in one step at a time, on whichever thread, so nothing here is locked.
/// </summary>
/// <remarks>
/// When no step is ready, the batches that data loaders have collected are sent. Since all synchronous work is done by then, a level of
/// the response costs one batch a loader.
/// </remarks>
internal sealed partial class ExecutionRun
{
    private readonly ExecutionOptions _options;
    private readonly VariableValues _variables;
    private readonly BatchScheduler? _scheduler;
    private readonly StepQueue _ready = new();
    private readonly ResponseBuffer _output = ResponseBuffer.Begin();
    private int _pending;

    public ExecutionRun(GraphQLSchema schema, ExecutionOptions options, VariableValues variables, GraphQLRequest request, CancellationToken cancellationToken)
    {
        Schema = schema;
        Request = request;
        CancellationToken = cancellationToken;
        _options = options;
        _variables = variables;
        _scheduler = (BatchScheduler?)request.Services.GetService(typeof(BatchScheduler));
    }

    public GraphQLSchema Schema { get; }

    public GraphQLRequest Request { get; }

    public CancellationToken CancellationToken { get; }

    /// <summary><c>ExecuteQuery</c> and <c>ExecuteMutation</c> of sections 6.2.1 and 6.2.2, and <c>ExecuteSubscriptionEvent</c> of 6.2.3.2.</summary>
    public async ValueTask<ExecutionResult> ExecuteAsync(PreparedOperation operation, SelectionPlan plan, object? rootValue)
    {
        var rootType = Schema.RootType(operation.Type) ?? throw new InvalidOperationException("Validation lets no operation through that the schema does not support");
        var fields = plan.Root(rootType);
        using var attached = _scheduler?.Attach(_ready);
        try
        {
            if (operation.Type == OperationType.Mutation)
                await ExecuteSeriallyAsync(fields, rootValue);
            else
                await ExecuteRootAsync(fields, rootValue);
        }
        catch
        {
            _output.Dispose();
            throw;
        }

        return new ExecutionResult(_output, _rootEnd, [.. _errors]);
    }

    /// <summary>Says that a step is ready. May be called from any thread.</summary>
    public void Post(IExecutionStep step) => _ready.Add(step);

    private async ValueTask ExecuteRootAsync(ImmutableArray<CollectedField> fields, object? rootValue)
    {
        var isValue = ExecuteFields(fields, rootValue);
        EndRoot(isValue);
        if (_pending > 0)
            await DrainAsync();
    }

    /// <summary>Section 6.3.1: the root fields of a mutation one after another, each with all that is below it.</summary>
    private async ValueTask ExecuteSeriallyAsync(ImmutableArray<CollectedField> fields, object? rootValue)
    {
        var slots = fields.Select(field => new PendingField(_root, field, rootValue)).ToArray();
        _output.Write((byte)'{');
        for (var i = 0; i < slots.Length; i++)
        {
            if (i > 0)
                _output.Write((byte)',');
            _output.Write(slots[i].Field.Prefix);
            _output.LeaveGap(slots[i]);
        }

        _output.Write((byte)'}');
        EndRoot(isValue: true);
        foreach (var slot in slots)
        {
            Begin(slot);
            if (_pending > 0)
                await DrainAsync();
            if (_root.IsNulled)
                break;
        }
    }

    private void EndRoot(bool isValue)
    {
        if (!isValue)
        {
            _root.IsNulled = true;
            _output.TruncateTo(0);
            _output.WriteNull();
        }

        _root.End = _rootEnd = _output.Length;
    }

    /// <summary>Takes steps until no field is pending.</summary>
    private async ValueTask DrainAsync()
    {
        while (_pending > 0)
        {
            CancellationToken.ThrowIfCancellationRequested();
            if (_ready.TryTake(out var step))
                step!.Continue();
            else if (_scheduler?.Dispatch() != true)
                await _ready.WaitAsync(CancellationToken);
        }
    }
}
