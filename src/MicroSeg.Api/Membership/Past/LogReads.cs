using MicroSeg.Api.Storage;
using MicroSeg.Api.Web;
using Microsoft.EntityFrameworkCore;

namespace MicroSeg.Api.Membership.Past;

/// <summary>Reads several tables of the history as they were at one moment, on any provider and without a lock.</summary>
internal static class LogReads
{
    private const int Attempts = 50;

    public static Task<MembershipLogState> ReadLogStateAsync(this MicroSegDbContext db, CancellationToken cancellationToken) =>
        db.Set<MembershipLogState>().AsNoTracking().SingleAsync(s => s.Id == MembershipLogState.Only, cancellationToken);

    /// <summary>Reads again when rows were moved or dropped meanwhile.</summary>
    /// <exception cref="ApiException">503: they were moved all the time.</exception>
    public static async Task<T> ReadTogetherAsync<T>(this MicroSegDbContext db, Func<MembershipLogState, Task<T>> read, CancellationToken cancellationToken)
    {
        var state = await db.ReadLogStateAsync(cancellationToken);
        for (var attempt = 0; attempt < Attempts; attempt++)
        {
            var result = await read(state);
            var after = await db.ReadLogStateAsync(cancellationToken);
            if (after.Moves == state.Moves)
                return result;
            state = after;
        }

        throw StoreFaults.Unavailable();
    }

    /// <summary>The pages of a segment that may tell of a span of time, in the order of time.</summary>
    public static IAsyncEnumerable<HistoryPage> PagesAsync(this MicroSegDbContext db, string segment, DateTimeOffset? from, DateTimeOffset to)
    {
        var (first, last) = (from is { } start ? HistoryMonth.Of(start) : 0, HistoryMonth.Of(to));
        return db.Set<HistoryPage>().AsNoTracking().Where(p => p.Segment == segment && p.Month >= first && p.Month <= last).OrderBy(p => p.Month).AsAsyncEnumerable();
    }
}
