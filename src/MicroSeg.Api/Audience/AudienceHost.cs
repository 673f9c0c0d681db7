using System.Globalization;
using MicroSeg.Api.Storage;
using MicroSeg.Api.Storage.Changes;
using MicroSeg.Audience.Index;
using MicroSeg.Audience.Schema;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace MicroSeg.Api.Audience;

/// <summary>
/// Keeps the index current: loads it from the last snapshot and what was committed since, or from the store alone, then takes every change in
/// the order of the sequence, and tells those who compute from it.
/// </summary>
/// <remarks>
/// Customers are taken as they are now, so taking one twice does no harm; they may run ahead of the sequence. Events are taken once: by
/// their numbers here, and by each page's highest number after a snapshot.
/// </remarks>
internal sealed partial class AudienceHost(
    LiveAudience audience,
    IEnumerable<IAudienceFollower> followers,
    RowParser parser,
    SnapshotStore snapshots,
    IDbContextFactory<MicroSegDbContext> store,
    IOptions<AudienceOptions> options,
    TimeProvider time,
    ILogger<AudienceHost> logger) : IChangeConsumer
{
    private readonly StoreRows _rows = new(store, options.Value.BatchSize);
    private readonly IAudienceFollower[] _followers = [.. followers];
    private readonly AudienceBatch _batch = new();
    private long _customersTaken;
    private long _eventsTaken;
    private long _taken = -1;
    private bool _recomputeDue;
    private string? _storeName;

    public string Name => "audience";

    public IReadOnlyCollection<ChangeKind> Kinds { get; } = [ChangeKind.Schema, ChangeKind.Customers, ChangeKind.CustomerErased, ChangeKind.Events];

    /// <summary>The number of the snapshot that the index came from; 0 when it was read from the store.</summary>
    public long LoadedFrom { get; private set; }

    public async Task<long> LoadAsync(CancellationToken cancellationToken)
    {
        var started = time.GetTimestamp();
        long last;
        await using (var db = await store.CreateDbContextAsync(cancellationToken))
        {
            _storeName = await StoreIdentity.OfAsync(db, cancellationToken);
            last = await db.LastNumberAsync(cancellationToken);
        }

        await parser.RefreshAsync(cancellationToken);
        var from = await Task.Run(() => snapshots.TryLoad(_storeName, last), cancellationToken);
        audience.Index = from?.Index ?? new AudienceIndex(parser.Schema);
        _customersTaken = _eventsTaken = LoadedFrom = from?.Number ?? 0;
        audience.Adopt(parser.Schema);
        await TakeCustomersAsync(tell: false, cancellationToken);
        await TakeEventsAsync(last, tell: false, cancellationToken);
        TakeErased(await ErasedAsync(from is null ? last : LoadedFrom, last, cancellationToken), tell: false);
        lock (audience.Writer)
            audience.Index.MergePending();
        Interlocked.Exchange(ref _taken, last);
        Log.Loaded(logger, audience.Index.CustomerCount, audience.Index.EventCount, last, LoadedFrom, time.GetElapsedTime(started));
        await RecomputeAsync(cancellationToken);
        return last;
    }

    public async Task ApplyAsync(IReadOnlyList<Change> changes, CancellationToken cancellationToken)
    {
        if (changes.Any(c => c.Kind == ChangeKind.Schema))
        {
            await parser.RefreshAsync(cancellationToken);
            audience.Adopt(parser.Schema);
        }

        // Remembered, because a second attempt finds the customers of the first already there.
        var bulk = _recomputeDue |= IsBulk(changes);
        if (changes.Any(c => c.Kind == ChangeKind.Customers && c.Number > _customersTaken))
            await TakeCustomersAsync(!bulk, cancellationToken);
        if (changes.LastOrDefault(c => c.Kind == ChangeKind.Events) is { } events && events.Number > _eventsTaken)
            await TakeEventsAsync(events.Number, !bulk, cancellationToken);
        TakeErased(changes.Where(c => c.Kind == ChangeKind.CustomerErased), !bulk);
        if (bulk)
            await RecomputeAsync(cancellationToken);
        Interlocked.Exchange(ref _taken, changes[^1].Number);
    }

    /// <summary>Writes a snapshot, unless nothing has changed since the last.</summary>
    public Task SnapshotAsync()
    {
        var number = Interlocked.Read(ref _taken);
        return number < 0 ? Task.CompletedTask : Task.Run(() => snapshots.Save(_storeName!, number));
    }

    private async Task RecomputeAsync(CancellationToken cancellationToken)
    {
        foreach (var follower in _followers)
            await follower.RecomputeAsync(cancellationToken);
        _recomputeDue = false;
    }

    private bool IsBulk(IReadOnlyList<Change> changes)
    {
        var rows = changes.Where(c => c.Kind is ChangeKind.Customers or ChangeKind.Events).Sum(c => (long)c.Count);
        return rows >= options.Value.BulkFrom && rows > audience.Index.CustomerCount / 10;
    }

    /// <summary>Takes all customers that changed since the last were taken, also those that changed after the changes at hand: an event's customer is then always known.</summary>
    private async Task TakeCustomersAsync(bool tell, CancellationToken cancellationToken)
    {
        long complete;
        await using (var db = await store.CreateDbContextAsync(cancellationToken))
            complete = await db.LastNumberAsync(cancellationToken);
        await foreach (var parsed in parser.CustomersAsync(_rows.CustomersAfterAsync(_customersTaken, cancellationToken), cancellationToken))
        {
            lock (audience.Writer)
            {
                audience.Adopt(parser.Schema);
                Begin();
                for (var i = 0; i < parsed.Count; i++)
                    Take(parsed[i], parsed.ValuesOf(i), tell);
                Tell();
            }
        }

        _customersTaken = complete;
    }

    private async Task TakeEventsAsync(long to, bool tell, CancellationToken cancellationToken)
    {
        await foreach (var parsed in parser.EventsAsync(_rows.EventsAsync(_eventsTaken, to, cancellationToken), cancellationToken))
        {
            lock (audience.Writer)
            {
                audience.Adopt(parser.Schema);
                Begin();
                for (var i = 0; i < parsed.Count; i++)
                {
                    var row = parsed[i];
                    audience.Index.AppendEvent(row.Ordinal, row.Type, row.Number, row.AtSeconds, parsed.ValuesOf(i));
                    _eventsTaken = row.Number;
                    if (tell)
                        _batch.Touches.Add(new Touch(row.Ordinal, TouchKind.Event, row.Type, row.AtSeconds));
                }

                Tell();
            }
        }

        _eventsTaken = to;
    }

    private void TakeErased(IEnumerable<Change> changes, bool tell)
    {
        lock (audience.Writer)
        {
            Begin();
            foreach (var change in changes)
                Erase(int.Parse(change.Key!, CultureInfo.InvariantCulture), tell);
            Tell();
        }
    }

    private async Task<List<Change>> ErasedAsync(long after, long to, CancellationToken cancellationToken)
    {
        await using var db = await store.CreateDbContextAsync(cancellationToken);
        return await db.Set<Change>().AsNoTracking().Where(c => c.Number > after && c.Number <= to && c.Kind == ChangeKind.CustomerErased).ToListAsync(cancellationToken);
    }

    private void Take(Row row, ReadOnlySpan<(int Index, PropertyValue Value)> attributes, bool tell)
    {
        var index = audience.Index;
        if (row.Id is null)
        {
            Erase(row.Ordinal, tell);
            return;
        }

        var isKnown = index.Keys.TryGetOrdinal(row.Id, out var holder);
        if (isKnown && holder != row.Ordinal)
        {
            // The id was erased and came back, and the erasure is still to come in the sequence.
            Erase(holder, tell);
            isKnown = false;
        }

        if (tell && isKnown)
            TouchChanged(row.Ordinal, attributes);
        else if (tell)
            _batch.Touches.Add(new Touch(row.Ordinal, TouchKind.Customer, 0));
        try
        {
            index.UpsertCustomer(row.Ordinal, row.Id, attributes);
        }
        catch (ArgumentException exception)
        {
            // One customer that cannot be held must not keep all others from being current.
            Log.CustomerLeftOut(logger, row.Ordinal, exception);
        }
    }

    private void TouchChanged(int ordinal, ReadOnlySpan<(int Index, PropertyValue Value)> attributes)
    {
        for (var attribute = 0; attribute < audience.Index.Schema.Attributes.Length; attribute++)
        {
            var was = audience.Index.TryReadAttribute(ordinal, attribute, out var before);
            var isThere = TryFind(attributes, attribute, out var now);
            if (was != isThere || (was && before != now))
                _batch.Touches.Add(new Touch(ordinal, TouchKind.Attribute, attribute));
        }
    }

    private static bool TryFind(ReadOnlySpan<(int Index, PropertyValue Value)> attributes, int index, out PropertyValue value)
    {
        foreach (var attribute in attributes)
        {
            if (attribute.Index != index)
                continue;
            value = attribute.Value;
            return true;
        }

        value = default;
        return false;
    }

    private void Erase(int ordinal, bool tell)
    {
        if (audience.Index.Keys.IsErased(ordinal))
            return;
        audience.Index.EraseCustomer(ordinal);
        if (tell)
            _batch.Erased.Add(ordinal);
    }

    private void Begin()
    {
        foreach (var follower in _followers)
            follower.Begin();
    }

    private void Tell()
    {
        if (_batch.IsEmpty)
            return;
        foreach (var follower in _followers)
            follower.Apply(_batch);
        _batch.Clear();
    }

    private static partial class Log
    {
        [LoggerMessage(2010, LogLevel.Information, "The index has {Customers} customers and {Events} events up to change {Number}, from a snapshot at {Snapshot}; loading took {Took}")]
        public static partial void Loaded(ILogger logger, int customers, long events, long number, long snapshot, TimeSpan took);

        [LoggerMessage(2011, LogLevel.Error, "Customer {Ordinal} cannot be held in the index and is left out")]
        public static partial void CustomerLeftOut(ILogger logger, int ordinal, Exception exception);
    }
}
