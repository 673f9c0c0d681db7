namespace MicroSeg.GraphQL.DataLoading;

/// <summary>Loads values by key, many in one go, for one request.</summary>
public interface IDataLoader<in TKey, TValue>
    where TKey : notnull
{
    /// <summary>The value of a key; default if there is none.</summary>
    Task<TValue?> LoadAsync(TKey key, CancellationToken cancellationToken = default);

    /// <summary>The values of keys, in their order; default where there is none.</summary>
    Task<IReadOnlyList<TValue?>> LoadAsync(IEnumerable<TKey> keys, CancellationToken cancellationToken = default);

    /// <summary>Forgets a key's value, so that it is loaded anew.</summary>
    void Remove(TKey key);

    /// <summary>Gives a key a value that is known from elsewhere, if the key has none yet.</summary>
    void Set(TKey key, TValue? value);
}
