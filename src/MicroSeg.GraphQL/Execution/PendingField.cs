using System.Runtime.CompilerServices;

namespace MicroSeg.GraphQL.Execution;

/// <summary>A field whose resolver has not finished yet, and the gap in the response that waits for it.</summary>
internal sealed class PendingField(ResponsePosition? parent, CollectedField selection, object? parentValue)
    : ResponsePosition(parent, selection.ResponseKey, !selection.Definition.Type.IsNonNull), IExecutionStep
{
    private ExecutionRun? _run;
    private ValueTaskAwaiter<object?> _awaiter;

    public CollectedField Field => selection;

    public object? ParentValue => parentValue;

    /// <summary>Has the run told when the value is there.</summary>
    public void Await(ExecutionRun run, ValueTask<object?> value)
    {
        _run = run;
        _awaiter = value.GetAwaiter();
        _awaiter.UnsafeOnCompleted(() => run.Post(this));
    }

    /// <summary>What the resolver gave. To be asked once.</summary>
    public object? Result() => _awaiter.GetResult();

    public void Continue() => _run!.Resume(this);
}
