using MicroSeg.Api.Membership;
using MicroSeg.Api.Membership.Past;
using MicroSeg.Api.Storage;
using MicroSeg.Api.Web;
using Microsoft.EntityFrameworkCore;

namespace MicroSeg.Api.History.Customers;

/// <summary>Lists one customer's entries and exits, in all segments or in one: what is not written yet, what is in the log, then the history pages, month by month until it is enough.</summary>
internal sealed class CustomerHistory(AudienceReader reader, LiveEdges edges, IDbContextFactory<MicroSegDbContext> store)
{
    /// <exception cref="ApiException">404: there is no such customer, or not any more.</exception>
    public async Task<Page<CustomerTransition>> ListAsync(string id, CustomerFilter filter, string? cursor, int limit, CancellationToken cancellationToken)
    {
        var after = HistoryPosition.Decode(cursor);
        var ordinal = (reader.Find(id) ?? throw MembershipErrors.NoCustomer(id)).Ordinal;
        var edge = edges.Take();
        await using var db = await store.CreateDbContextAsync(cancellationToken);
        var found = await db.ReadTogetherAsync(_ => new Search(db, edge, ordinal, filter, after, limit + 1).RunAsync(cancellationToken), cancellationToken);
        return new Page<CustomerTransition>([.. found.Take(limit).Select(f => f.Transition)], found.Count > limit ? found[limit - 1].Position.Encode() : null);
    }

    private sealed class Search(MicroSegDbContext db, LiveEdge edge, int ordinal, CustomerFilter filter, HistoryPosition? after, int wanted)
    {
        // In the order of the log, within each segment.
        private readonly List<CustomerTransition> _found = [];

        public async Task<List<(HistoryPosition Position, CustomerTransition Transition)>> RunAsync(CancellationToken cancellationToken)
        {
            await ReadLogAsync(cancellationToken);
            edge.Recent.ToList().ForEach(Add);
            foreach (var month in await MonthsAsync(cancellationToken))
            {
                // What is older than the pages that are still to come cannot be counted yet.
                if (Ordered().Count(f => HistoryMonth.Of(f.Transition.At) > month) >= wanted)
                    break;
                await ReadPagesAsync(month, cancellationToken);
            }

            return [.. Ordered().Take(wanted)];
        }

        private IEnumerable<(HistoryPosition Position, CustomerTransition Transition)> Ordered() => _found
            .GroupBy(t => (t.Segment, Seconds: t.At.ToUnixTimeSeconds()))
            .SelectMany(second => second.Select((transition, number) => (Position: new HistoryPosition(second.Key.Seconds, second.Key.Segment, number), Transition: transition)))
            .Where(f => after is not { } position || HistoryPosition.NewestFirst.Compare(f.Position, position) > 0)
            .OrderBy(f => f.Position, HistoryPosition.NewestFirst);

        private async Task ReadLogAsync(CancellationToken cancellationToken)
        {
            var rows = db.Set<MembershipLogEntry>().AsNoTracking().Where(e => e.FirstOrdinal <= ordinal && e.LastOrdinal >= ordinal && e.At < edge.From);
            if (filter.Segment is not null)
                rows = rows.Where(e => e.Segment == filter.Segment);
            await foreach (var row in rows.OrderBy(e => e.At).ThenBy(e => e.Id).AsAsyncEnumerable().WithCancellation(cancellationToken))
                Add(row.ToTransition());
        }

        private async Task<List<int>> MonthsAsync(CancellationToken cancellationToken)
        {
            var months = Pages().Select(p => p.Month);
            if (after is { } position)
                months = months.Where(m => m <= HistoryMonth.Of(position.Seconds));
            if (filter.To is { } to)
                months = months.Where(m => m <= HistoryMonth.Of(to));
            if (filter.From is { } from)
                months = months.Where(m => m >= HistoryMonth.Of(from));
            return await months.Distinct().OrderByDescending(m => m).ToListAsync(cancellationToken);
        }

        private async Task ReadPagesAsync(int month, CancellationToken cancellationToken)
        {
            var place = ordinal - HistoryPage.FirstOf(HistoryPage.ChunkOf(ordinal));
            await foreach (var page in Pages().Where(p => p.Month == month).AsAsyncEnumerable().WithCancellation(cancellationToken))
            {
                var pageReader = new HistoryPageReader(month, page.Data);
                while (pageReader.Read())
                {
                    var group = pageReader.Group;
                    if (pageReader.Has(place))
                        Add(page.Segment, group.IsEntry, DateTimeOffset.FromUnixTimeSeconds(group.Seconds), group.Cause, group.Version);
                }
            }
        }

        private IQueryable<HistoryPage> Pages()
        {
            var chunk = HistoryPage.ChunkOf(ordinal);
            var pages = db.Set<HistoryPage>().AsNoTracking().Where(p => p.Chunk == chunk);
            return filter.Segment is null ? pages : pages.Where(p => p.Segment == filter.Segment);
        }

        private void Add(Transition transition)
        {
            if (transition.Exited.Contains(ordinal))
                Add(transition.Segment, isEntry: false, transition.At, transition.Cause, transition.Version);
            if (transition.Entered.Contains(ordinal))
                Add(transition.Segment, isEntry: true, transition.At, transition.Cause, transition.Version);
        }

        private void Add(string segment, bool isEntry, DateTimeOffset at, MembershipCause cause, long version)
        {
            if (filter.Lets(segment, at))
                _found.Add(new CustomerTransition(segment, isEntry ? TransitionKind.Entry : TransitionKind.Exit, at, cause, version));
        }
    }
}
