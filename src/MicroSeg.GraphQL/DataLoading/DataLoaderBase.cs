namespace MicroSeg.GraphQL.DataLoading;

/// <summary>Collects keys into batches and remembers what was loaded. One object serves one request; any thread may ask.</summary>
public abstract class DataLoaderBase<TKey, TValue> : IDataLoader<TKey, TValue>
    where TKey : notnull
{
    private readonly Lock _lock = new();
    private readonly Dictionary<TKey, Task<TValue?>> _known = [];
    private readonly IBatchScheduler _scheduler;
    private readonly DataLoaderOptions _options;
    private Batch? _open;

    private protected DataLoaderBase(IBatchScheduler batchScheduler, DataLoaderOptions? options)
    {
        _scheduler = batchScheduler;
        _options = options ?? new DataLoaderOptions();
    }

    /// <inheritdoc/>
    public Task<TValue?> LoadAsync(TKey key, CancellationToken cancellationToken = default)
    {
        Batch? begun = null;
        Task<TValue?>? value;
        lock (_lock)
        {
            if (_known.TryGetValue(key, out value))
                return value;
            if (_open is null || _open.Count >= _options.MaxBatchSize)
                _open = begun = new Batch(this, cancellationToken);
            value = _open.Add(key);
            if (_options.IsCached)
                _known[key] = value;
        }

        if (begun is not null)
            _scheduler.Schedule(begun);
        return value;
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<TValue?>> LoadAsync(IEnumerable<TKey> keys, CancellationToken cancellationToken = default)
        => await Task.WhenAll(keys.Select(key => LoadAsync(key, cancellationToken)).ToList());

    /// <inheritdoc/>
    public void Remove(TKey key)
    {
        lock (_lock)
            _known.Remove(key);
    }

    /// <inheritdoc/>
    public void Set(TKey key, TValue? value)
    {
        lock (_lock)
            _known.TryAdd(key, Task.FromResult(value));
    }

    /// <summary>Loads distinct keys and tells how to find each one's value.</summary>
    private protected abstract Task<Func<TKey, TValue?>> FetchAsync(IReadOnlyList<TKey> keys, CancellationToken cancellationToken);

    private IReadOnlyList<TKey> Close(Batch batch, Func<IReadOnlyList<TKey>> keys)
    {
        lock (_lock)
        {
            if (ReferenceEquals(_open, batch))
                _open = null;
            return keys();
        }
    }

    private sealed class Batch(DataLoaderBase<TKey, TValue> loader, CancellationToken cancellationToken) : IBatch
    {
        // Continuations run where the batch is delivered: what waits for it has gone on when the next batches are sent.
        private readonly Dictionary<TKey, TaskCompletionSource<TValue?>> _waiting = [];
        private Func<TKey, TValue?>? _values;
        private Exception? _failure;

        public int Count => _waiting.Count;

        public Task<TValue?> Add(TKey key)
        {
            if (!_waiting.TryGetValue(key, out var source))
                _waiting[key] = source = new TaskCompletionSource<TValue?>();
            return source.Task;
        }

        public async Task LoadAsync()
        {
            var keys = loader.Close(this, () => [.. _waiting.Keys]);
            try
            {
                _values = await loader.FetchAsync(keys, cancellationToken);
            }
            catch (Exception exception)
            {
                _failure = exception;
            }
        }

        public void Deliver()
        {
            foreach (var (key, source) in _waiting)
            {
                if (_failure is null)
                    Deliver(key, source);
                else
                    source.SetException(_failure);
            }
        }

        private void Deliver(TKey key, TaskCompletionSource<TValue?> source)
        {
            try
            {
                source.SetResult(_values!(key));
            }
            catch (Exception exception) when (!source.Task.IsCompleted)
            {
                source.SetException(exception);
            }
        }
    }
}
