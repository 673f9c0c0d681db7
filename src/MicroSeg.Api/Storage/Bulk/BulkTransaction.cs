using MicroSeg.Api.Storage.Changes;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace MicroSeg.Api.Storage.Bulk;

/// <summary>
/// A transaction of the bulk path: what is written by the ten thousand goes through its own methods, which each provider does in its
/// fastest way; what is written once a request goes through <see cref="Db"/>. It holds the change counter's lock from the beginning, so
/// that the order of numbers is the order of commits and ordinals come out dense on any number of nodes.
/// </summary>
internal abstract class BulkTransaction(MicroSegDbContext db, IDbContextTransaction transaction, OrdinalCache cache) : IAsyncDisposable
{
    private readonly Dictionary<string, int> _met = new(StringComparer.Ordinal);
    private ChangeNumbers? _changes;
    private bool _erased;

    /// <summary>EF Core in this transaction, for the statements that are few. It tracks nothing from one operation to the next.</summary>
    public MicroSegDbContext Db => db;

    /// <summary>The change numbers.</summary>
    public ChangeNumbers Changes => _changes ?? throw new InvalidOperationException("The transaction has not been opened.");

    /// <summary>Takes the change counter's lock, and forgets ordinals if somebody else has erased customers.</summary>
    public async Task OpenAsync(CancellationToken cancellationToken)
    {
        await db.Set<ChangeCounter>().ExecuteUpdateAsync(set => set.SetProperty(c => c.Last, c => c.Last), cancellationToken);
        var last = await db.LastNumberAsync(cancellationToken);
        if (last != cache.AsOf && (cache.AsOf < 0 || await AnyErasedAsync(cache.AsOf, cancellationToken)))
            cache.Clear();
        _changes = new ChangeNumbers(last);
    }

    /// <summary>Finds customers' ordinals; unknown ids are left out.</summary>
    public async Task<IReadOnlyDictionary<string, int>> OrdinalsOfAsync(IEnumerable<string> ids, CancellationToken cancellationToken)
    {
        var found = new Dictionary<string, int>(StringComparer.Ordinal);
        var missing = new HashSet<string>(StringComparer.Ordinal);
        foreach (var id in ids)
        {
            if (_met.TryGetValue(id, out var ordinal) || (!_erased && cache.TryGet(id, out ordinal)))
                found[id] = ordinal;
            else
                missing.Add(id);
        }

        if (missing.Count == 0)
            return found;
        foreach (var (id, customer) in await FindCustomersAsync(missing, cancellationToken))
            found[id] = _met[id] = customer.Ordinal;
        return found;
    }

    /// <summary>Inserts customers that are not there yet; their ordinals are given by <see cref="NextOrdinalAsync"/>.</summary>
    public async Task AddCustomersAsync(IReadOnlyList<CustomerRow> rows, CancellationToken cancellationToken)
    {
        await InsertCustomersAsync(rows, cancellationToken);
        foreach (var row in rows)
            _met[row.Id] = row.Ordinal;
    }

    /// <summary>The first ordinal that was never given; rows inserted in this transaction count.</summary>
    public abstract Task<int> NextOrdinalAsync(CancellationToken cancellationToken);

    /// <summary>Finds customers by their ids; unknown ids are left out.</summary>
    public abstract Task<IReadOnlyDictionary<string, StoredCustomer>> FindCustomersAsync(IReadOnlyCollection<string> ids, CancellationToken cancellationToken);

    /// <summary>Writes the attributes, the time and the change number of customers that are there.</summary>
    public abstract Task UpdateCustomersAsync(IReadOnlyList<CustomerRow> rows, CancellationToken cancellationToken);

    /// <summary>Which of these ids are those of events that are there.</summary>
    public abstract Task<IReadOnlySet<string>> FindEventsAsync(IReadOnlyCollection<string> eventIds, CancellationToken cancellationToken);

    /// <summary>Inserts events with distinct ids, leaving out those whose id is there already.</summary>
    /// <returns>How many were inserted.</returns>
    public abstract Task<int> InsertEventsAsync(IReadOnlyList<EventRow> rows, CancellationToken cancellationToken);

    /// <summary>Inserts or updates offers with distinct keys.</summary>
    public abstract Task UpsertOffersAsync(string feed, long generation, long changeNumber, IReadOnlyList<OfferRow> rows, CancellationToken cancellationToken);

    /// <summary>Puts ids on a list, leaving out those that are there already.</summary>
    /// <returns>How many were put there.</returns>
    public abstract Task<int> InsertListIdsAsync(long list, IReadOnlyCollection<string> ids, CancellationToken cancellationToken);

    /// <summary>A customer was erased in this transaction: no id that was known before is sure any more.</summary>
    public void ForgetOrdinals()
    {
        _erased = true;
        _met.Clear();
    }

    /// <summary>Writes the change rows and commits. When it returns, everything is on the disk.</summary>
    public async Task CommitAsync(CancellationToken cancellationToken)
    {
        if (Changes.Changes.Count > 0)
        {
            var last = Changes.Last;
            await db.Set<ChangeCounter>().ExecuteUpdateAsync(set => set.SetProperty(c => c.Last, last), cancellationToken);
            db.AddRange(Changes.Changes);
            await db.SaveChangesAsync(cancellationToken);
        }

        await transaction.CommitAsync(cancellationToken);
        if (_erased)
            cache.Clear();
        cache.AsOf = Changes.Last;
        foreach (var (id, ordinal) in _met)
            cache.Add(id, ordinal);
    }

    public virtual async ValueTask DisposeAsync()
    {
        await transaction.DisposeAsync();
        db.ChangeTracker.Clear();
    }

    protected abstract Task InsertCustomersAsync(IReadOnlyList<CustomerRow> rows, CancellationToken cancellationToken);

    private Task<bool> AnyErasedAsync(long after, CancellationToken cancellationToken) =>
        db.Set<Change>().AnyAsync(c => c.Number > after && c.Kind == ChangeKind.CustomerErased, cancellationToken);
}
