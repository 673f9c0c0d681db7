using MicroSeg.Api.Intake;
using MicroSeg.Api.Storage.Bulk;
using MicroSeg.Api.Storage.Changes;

namespace MicroSeg.Api.Events;

/// <summary>Appends events whose ids are new, and creates the customers that are unknown.</summary>
/// <param name="events">The events, in order.</param>
/// <param name="now">The time, in microseconds since 1970.</param>
internal sealed class AppendEvents(List<NewEvent> events, long now) : BulkOperation<WriteCounts>
{
    public override int Size { get; } = events.Count;

    protected override async Task<WriteCounts> WriteAsync(BulkTransaction transaction, CancellationToken cancellationToken)
    {
        var ids = new HashSet<string>(events.Count, StringComparer.Ordinal);
        var distinct = events.Where(e => ids.Add(e.Id)).ToList();
        var ordinals = await transaction.OrdinalsOfAsync(distinct.Select(e => e.Customer), cancellationToken);
        var created = await CreateCustomersAsync(transaction, distinct.Where(e => !ordinals.ContainsKey(e.Customer)).ToList(), cancellationToken);

        var number = transaction.Changes.Next;
        var rows = new List<EventRow>(distinct.Count);
        foreach (var e in distinct)
        {
            if (ordinals.TryGetValue(e.Customer, out var ordinal) || created.TryGetValue(e.Customer, out ordinal))
                rows.Add(new(number++, e.Id, ordinal, e.Type, e.At, e.Properties));
        }

        var inserted = rows.Count == 0 ? 0 : await transaction.InsertEventsAsync(rows, cancellationToken);
        // Numbers of duplicates stay unused; when there is nothing else, none is taken.
        if (inserted > 0)
            transaction.Changes.Take(ChangeKind.Events, count: rows.Count);
        return new(inserted, events.Count - inserted);
    }

    protected override void Release() => events.Clear();

    // An event that is a duplicate creates no customer, whatever customer it names this time.
    private async Task<Dictionary<string, int>> CreateCustomersAsync(BulkTransaction transaction, List<NewEvent> ofUnknown, CancellationToken cancellationToken)
    {
        var created = new Dictionary<string, int>(StringComparer.Ordinal);
        if (ofUnknown.Count == 0)
            return created;
        var known = await transaction.FindEventsAsync([.. ofUnknown.Select(e => e.Id)], cancellationToken);
        var ordinal = await transaction.NextOrdinalAsync(cancellationToken);
        foreach (var e in ofUnknown.Where(e => !known.Contains(e.Id)))
        {
            if (created.TryAdd(e.Customer, ordinal))
                ordinal++;
        }

        if (created.Count == 0)
            return created;
        var number = transaction.Changes.Take(ChangeKind.Customers, count: created.Count);
        await transaction.AddCustomersAsync([.. created.Select(c => new CustomerRow(c.Value, c.Key, "{}", now, number++))], cancellationToken);
        return created;
    }
}
