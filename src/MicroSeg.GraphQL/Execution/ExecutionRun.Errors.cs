using System.Collections.Immutable;

namespace MicroSeg.GraphQL.Execution;

/// <content>Section 6.4.4: errors, and the places in the response where they end.</content>
internal sealed partial class ExecutionRun
{
    private readonly List<GraphQLError> _errors = [];
    private readonly ResponsePosition _root = new(parent: null, step: null, isNullable: true);
    private ResponsePosition? _origin;
    private Frame[] _frames = new Frame[16];
    private int _depth;
    private int _rootEnd;

    /// <summary>Adds an error to the response.</summary>
    public void Report(GraphQLError error)
    {
        // Resolvers may report from wherever they run.
        lock (_errors)
        {
            if (_errors.Count < _options.MaxErrors)
                _errors.Add(error);
        }
    }

    private bool IsCancelled(Exception exception) => exception is OperationCanceledException && CancellationToken.IsCancellationRequested;

    private bool Fail(CollectedField field, string code, string message)
    {
        Report(new GraphQLError(code, message) { Locations = field.Locations, Path = Here().Path() });
        return false;
    }

    private bool Fail(Exception exception, CollectedField field, int depth)
    {
        // What was thrown may have left deeper places open.
        _depth = Math.Min(_depth, depth);
        var path = Here().Path();
        foreach (var error in ErrorsOf(exception))
            Report(error with { Locations = error.Locations.IsEmpty ? field.Locations : error.Locations, Path = path });
        return false;
    }

    private ImmutableArray<GraphQLError> ErrorsOf(Exception exception)
    {
        if (_options.ErrorOf?.Invoke(exception) is { } known)
            return [known];
        if (exception is GraphQLException own)
            return own.Errors;
        _options.OnUnexpected?.Invoke(exception, string.Join('.', Here().Path()));
        return [new GraphQLError(GraphQLErrorCodes.Unexpected, "Unexpected Execution Error")];
    }

    /// <summary>Puts null in the place of the nearest position that may be null.</summary>
    private void PropagateNull(ResponsePosition? from)
    {
        var at = from;
        while (at is not null && !at.IsNullable)
        {
            at.IsNulled = true;
            at = at.Parent;
        }

        if (at is null || at.IsAbandoned)
            return;
        at.IsNulled = true;
        _output.Nullify(at);
    }

    /// <summary>Goes on at a pending field's place.</summary>
    private void Restart(PendingField pending)
    {
        _origin = pending;
        _depth = 0;
        pending.Start = _output.Length;
    }

    private void Enter(string? key, int index, bool isNullable)
    {
        if (_depth == _frames.Length)
            Array.Resize(ref _frames, _frames.Length * 2);
        _frames[_depth++] = new Frame { Key = key, Index = index, IsNullable = isNullable, Start = _output.Length };
    }

    /// <summary>Leaves the place that was entered at a depth. An error below ends here if the place may be null.</summary>
    private bool Leave(int depth, bool isValue)
    {
        ref var frame = ref _frames[depth];
        _depth = depth;
        if (isValue)
        {
            if (frame.Position is { } position)
                position.End = _output.Length;
            return true;
        }

        if (frame.Position is { } nulled)
            nulled.IsNulled = true;
        if (!frame.IsNullable)
            return false;
        _output.TruncateTo(frame.Start);
        _output.WriteNull();
        return true;
    }

    private ResponsePosition Here() => PositionAt(_depth);

    /// <summary>The place of the frame before a depth, made with all around it if it is not there yet.</summary>
    private ResponsePosition PositionAt(int depth)
    {
        if (depth == 0)
            return _origin ?? _root;
        ref var frame = ref _frames[depth - 1];
        return frame.Position ??= new ResponsePosition(PositionAt(depth - 1), frame.Key ?? (object)frame.Index, frame.IsNullable) { Start = frame.Start };
    }

    private struct Frame
    {
        /// <summary>The response key; null for an item of a list.</summary>
        public string? Key { get; set; }

        public int Index { get; set; }

        public bool IsNullable { get; set; }

        public int Start { get; set; }

        public ResponsePosition? Position { get; set; }
    }
}
