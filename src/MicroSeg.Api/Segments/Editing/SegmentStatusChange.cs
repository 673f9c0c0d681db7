using MicroSeg.Api.Schema;
using MicroSeg.Api.Segments.Lists;
using MicroSeg.Audience.Bitmaps;
using Microsoft.EntityFrameworkCore;

namespace MicroSeg.Api.Segments.Editing;

/// <summary>Takes a segment from one status to another, with all that goes with it.</summary>
internal sealed class SegmentStatusChange(SegmentEditor editor, SegmentUsers users, ISegmentPopulations populations, SchemaCatalog schemas)
{
    /// <summary>Takes a segment to a status as an edit of its own; nothing happens when it is there.</summary>
    public async Task<LiveSegment> RunAsync(string key, SegmentStatus status, HttpRequest http, CancellationToken cancellationToken)
    {
        var schema = await schemas.LoadAsync(cancellationToken);
        var changed = await editor.RunAsync(key, http, async edit =>
        {
            var segment = edit.Existing;
            if (segment.Status == status)
                return segment;
            await ApplyAsync(edit, segment, segment.Status, status, cancellationToken);
            if (segment.Rule is not null && status.IsInService())
                await RuleCheck.RunAsync(edit.Db, segment, schema, cancellationToken);
            await edit.StampAsync(segment, cancellationToken);
            return segment;
        }, cancellationToken);
        return changed!;
    }

    /// <summary>Takes a segment to a status as part of an edit.</summary>
    /// <param name="edit">The edit.</param>
    /// <param name="segment">The segment.</param>
    /// <param name="from">Its status; null for a new one.</param>
    /// <param name="to">What it shall be.</param>
    /// <param name="cancellationToken">Stops.</param>
    /// <exception cref="Web.ApiException">409: it cannot go there, or is in use.</exception>
    public async Task ApplyAsync(SegmentEdit edit, Segment segment, SegmentStatus? from, SegmentStatus to, CancellationToken cancellationToken)
    {
        SegmentStatuses.ThrowIfUnreachable(edit.Key, from, to);
        if (to == SegmentStatus.Archived && from != to)
            await users.ThrowIfAnyAsync(edit.Db, edit.Key, cancellationToken);
        if (from == SegmentStatus.Paused && to != from)
            await ThawAsync(edit, segment, cancellationToken);
        if (to == SegmentStatus.Paused && from != to)
            await FreezeAsync(edit, segment, cancellationToken);
        segment.Status = to;
    }

    /// <summary>Deletes the members that a paused segment is frozen with.</summary>
    public static async Task ThawAsync(SegmentEdit edit, Segment segment, CancellationToken cancellationToken)
    {
        await edit.Db.Set<FrozenMembers>().Where(f => f.Id == segment.FrozenId).ExecuteDeleteAsync(cancellationToken);
        segment.FrozenId = null;
    }

    private async Task FreezeAsync(SegmentEdit edit, Segment segment, CancellationToken cancellationToken)
    {
        var members = populations.MembersOf(segment.Key) ?? throw SegmentErrors.NotEvaluated(segment.Key);
        var frozen = edit.Db.Add(new FrozenMembers { Members = RoaringFormat.Write(members) }).Entity;
        await edit.Db.SaveChangesAsync(cancellationToken);
        segment.FrozenId = frozen.Id;
    }
}
