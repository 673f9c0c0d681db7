using System.Collections.Immutable;
using System.Runtime.CompilerServices;

namespace MicroSeg.GraphQL.Execution;

/// <content>Sections 6.3 and 6.4: selection sets and fields. Methods return false if an error has to be answered by null further up.</content>
internal sealed partial class ExecutionRun
{
    /// <summary><c>ExecuteCollectedFields(collectedFieldsMap, objectType, objectValue)</c> of section 6.3.</summary>
    private bool ExecuteFields(ImmutableArray<CollectedField> fields, object? value)
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        _output.Write((byte)'{');
        for (var i = 0; i < fields.Length; i++)
        {
            if (i > 0)
                _output.Write((byte)',');
            _output.Write(fields[i].Prefix);
            if (!ExecuteField(fields[i], value))
                return false;
        }

        _output.Write((byte)'}');
        return true;
    }

    /// <summary><c>ExecuteField(objectType, objectValue, fieldType, fields, variableValues)</c> of section 6.4.</summary>
    private bool ExecuteField(CollectedField field, object? parent)
    {
        var depth = _depth;
        Enter(field.ResponseKey, index: 0, !field.Definition.Type.IsNonNull);
        bool isValue;
        try
        {
            if (!TryResolve(field, parent, out var value))
            {
                _depth = depth;
                return true;
            }

            isValue = Complete(field, field.Definition.Type, value);
        }
        catch (Exception exception) when (!IsCancelled(exception))
        {
            isValue = Fail(exception, field, depth + 1);
        }

        return Leave(depth, isValue);
    }

    /// <summary>Sections 6.4.1 and 6.4.2. False if the value has to be waited for; then the response has a gap for it.</summary>
    private bool TryResolve(CollectedField field, object? parent, out object? value)
    {
        if (field.Definition.Reader is { } reader && parent is not null)
        {
            value = reader(parent);
            return true;
        }

        var task = Call(field, parent, PositionAt(_depth - 1));
        if (task.IsCompleted)
        {
            value = task.GetAwaiter().GetResult();
            return true;
        }

        value = null;
        var pending = new PendingField(PositionAt(_depth - 1), field, parent);
        _output.LeaveGap(pending);
        Await(pending, task);
        return false;
    }

    private ValueTask<object?> Call(CollectedField field, object? parent, ResponsePosition around)
    {
        if (!field.TryArguments(_variables, out var arguments, out var error))
            throw new GraphQLException(error!);
        var resolver = field.Definition.Resolver ?? DefaultResolver.Instance;
        return resolver(new ResolverContext(this, field, parent, arguments, around));
    }

    private void Await(PendingField pending, ValueTask<object?> value)
    {
        _pending++;
        pending.Await(this, value);
    }

    /// <summary>Executes a field whose gap is there already.</summary>
    private void Begin(PendingField slot)
    {
        Restart(slot);
        bool isValue;
        try
        {
            var task = slot.Field.Definition.Reader is { } reader && slot.ParentValue is not null
                ? new ValueTask<object?>(reader(slot.ParentValue))
                : Call(slot.Field, slot.ParentValue, slot.Parent!);
            if (!task.IsCompleted)
            {
                Await(slot, task);
                return;
            }

            isValue = Complete(slot.Field, slot.Field.Definition.Type, task.GetAwaiter().GetResult());
        }
        catch (Exception exception) when (!IsCancelled(exception))
        {
            isValue = Fail(exception, slot.Field, depth: 1);
        }

        End(slot, isValue);
    }

    /// <summary>Goes on with a field whose resolver has finished.</summary>
    public void Resume(PendingField pending)
    {
        _pending--;
        Restart(pending);
        bool isValue;
        try
        {
            var value = pending.Result();
            if (pending.IsAbandoned)
                return;
            isValue = Complete(pending.Field, pending.Field.Definition.Type, value);
        }
        catch (Exception exception) when (!IsCancelled(exception))
        {
            if (pending.IsAbandoned)
                return;
            isValue = Fail(exception, pending.Field, depth: 1);
        }

        End(pending, isValue);
    }

    private void End(PendingField field, bool isValue)
    {
        if (!isValue)
        {
            field.IsNulled = true;
            _output.TruncateTo(field.Start);
            _output.WriteNull();
            if (!field.IsNullable)
                PropagateNull(field.Parent);
        }

        field.End = _output.Length;
    }
}
