using System.Text.Json.Serialization;
using MicroSeg.Api.Segments.Versions;
using MicroSeg.Api.Web;
using Microsoft.EntityFrameworkCore;

namespace MicroSeg.Api.Segments.Editing;

/// <summary>Gives a segment another key. Its members and all that is kept of it go along.</summary>
internal sealed class RenameSegment(SegmentEditor editor, SegmentUsers users, IEnumerable<ISegmentData> data)
{
    /// <exception cref="ApiException">409, when the segment is in use, or the other key is or was one.</exception>
    public async Task<LiveSegment> RunAsync(string key, RenameRequest request, HttpRequest http, CancellationToken cancellationToken)
    {
        var to = request.To ?? "";
        SegmentKey.ThrowIfInvalid(to);
        var renamed = await editor.RunAsync(key, http, async edit =>
        {
            var segment = edit.Existing;
            await users.ThrowIfAnyAsync(edit.Db, key, cancellationToken);
            if (await edit.Db.Set<SegmentVersion>().AnyAsync(v => v.Key == to, cancellationToken) || await edit.Db.Set<SegmentRename>().AnyAsync(r => r.From == to, cancellationToken))
                throw SegmentErrors.KeyIsTaken(to);
            foreach (var slice in data)
                await slice.RenameAsync(edit.Db, key, to, cancellationToken);
            var moved = Move(segment, to);
            edit.Db.Remove(segment);
            edit.Db.Add(moved);
            edit.Db.Add(new SegmentRename { From = key, To = to, At = edit.Now });
            await edit.StampAsync(moved, cancellationToken, renamedFrom: key);
            return moved;
        }, cancellationToken);
        return renamed!;
    }

    private static Segment Move(Segment segment, string to)
    {
        var moved = new Segment
        {
            Key = to,
            References = segment.References,
            Models = segment.Models,
            ListId = segment.ListId,
            ListNumber = segment.ListNumber,
            ListShrunkNumber = segment.ListShrunkNumber,
            FrozenId = segment.FrozenId,
            CreatedAt = segment.CreatedAt,
        };
        moved.Take(segment);
        return moved;
    }
}

/// <summary>The key that a segment shall have.</summary>
/// <param name="To">1 to 64 lower-case letters, digits, '-' or '_'.</param>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed record RenameRequest(string? To);
