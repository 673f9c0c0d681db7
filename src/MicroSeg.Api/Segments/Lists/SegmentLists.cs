using MicroSeg.Api.Audience;
using MicroSeg.Api.Storage;
using MicroSeg.Audience.Bitmaps;
using Microsoft.EntityFrameworkCore;

namespace MicroSeg.Api.Segments.Lists;

/// <summary>Reads lists and frozen members from the store, and keeps those that are in use true as customers arrive and are erased.</summary>
/// <remarks>A list is followed before its pending ids are looked up, so a customer who arrives meanwhile is met by the one or by the other.</remarks>
internal sealed class SegmentLists(LiveAudience audience) : IAudienceFollower
{
    // So many lookups keep the writer waiting for less than a millisecond.
    private const int Together = 2_048;

    private volatile ListMembers[] _followed = [];

    /// <summary>What a segment consists of without regard to its rule; null for one that its rule decides on.</summary>
    /// <param name="db">The store.</param>
    /// <param name="stored">The segment.</param>
    /// <param name="known">What was loaded of it before.</param>
    /// <param name="cancellationToken">Stops reading.</param>
    public async Task<ListMembers?> LoadAsync(MicroSegDbContext db, Segment stored, ListMembers? known, CancellationToken cancellationToken)
    {
        if (stored is { Status: SegmentStatus.Paused, FrozenId: { } frozen })
            return known?.FrozenId == frozen ? known : await FrozenAsync(db, frozen, cancellationToken);
        if (stored is not { Status: SegmentStatus.Active, Kind: SegmentKind.List })
            return null;
        var content = stored.ListId ?? 0;
        var before = known is { FrozenId: null } && known.ContentId == content ? known : null;
        if (before is not null && before.Number == stored.ListNumber)
            return before;
        return await ReadAsync(db, content, stored.ListNumber, before?.Number >= stored.ListShrunkNumber ? before : null, cancellationToken);
    }

    /// <summary>Stops following all lists but these.</summary>
    public void Keep(IEnumerable<ListMembers> inUse)
    {
        lock (audience.Writer)
            _followed = [.. inUse];
    }

    public Task RecomputeAsync(CancellationToken cancellationToken)
    {
        foreach (var list in _followed)
            Resolve(list);
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public void Begin()
    {
        // Who is listed changes with the customers, not before.
    }

    public void Apply(AudienceBatch batch)
    {
        var keys = audience.Index.Keys;
        string[]? arrived = null;
        foreach (var list in _followed)
        {
            if (list.PendingCount > 0)
                list.Resolve(arrived ??= [.. batch.Touches.Where(t => t.Kind == TouchKind.Customer).Select(t => keys.GetId(t.Ordinal)).OfType<string>()], keys);
            foreach (var ordinal in batch.Erased)
                list.Remove(ordinal);
        }
    }

    private static async Task<ListMembers> FrozenAsync(MicroSegDbContext db, long id, CancellationToken cancellationToken)
    {
        // It is gone when the segment was activated since: the next change tells.
        var roaring = await db.Set<FrozenMembers>().Where(f => f.Id == id).Select(f => f.Members).SingleOrDefaultAsync(cancellationToken);
        return roaring is null ? new ListMembers(id, CustomerSet.Empty)
            : RoaringFormat.TryRead(roaring, out var members, out var error) ? new ListMembers(id, members)
            : throw new InvalidDataException($"The frozen members {id} are damaged: {error}");
    }

    private async Task<ListMembers> ReadAsync(MicroSegDbContext db, long content, long number, ListMembers? before, CancellationToken cancellationToken)
    {
        var members = new CustomerSetBuilder();
        var pending = new HashSet<string>(StringComparer.Ordinal);
        var since = before?.Number ?? -1;
        await foreach (var id in db.Set<ListedId>().AsNoTracking().Where(l => l.List == content && l.ChangeNumber > since).Select(l => l.Customer).AsAsyncEnumerable().WithCancellation(cancellationToken))
        {
            if (audience.Index.Keys.TryGetOrdinal(id, out var ordinal))
                members.Add(ordinal);
            else
                pending.Add(id);
        }

        ListMembers list;
        lock (audience.Writer)
        {
            if (before is not null)
                pending.UnionWith(before.PendingIds());
            list = new ListMembers(content, number, before is null ? members.ToSet() : members.ToSet().Or(before.Members), pending);
            _followed = [.. _followed, list];
        }

        Resolve(list);
        return list;
    }

    private void Resolve(ListMembers list)
    {
        string[] pending;
        lock (audience.Writer)
            pending = list.PendingIds();
        foreach (var ids in pending.Chunk(Together))
        {
            lock (audience.Writer)
                list.Resolve(ids, audience.Index.Keys);
        }
    }
}
