using MicroSeg.Api.Schema;
using MicroSeg.Api.Segments.Editing;
using MicroSeg.Api.Segments.Lists;
using MicroSeg.Api.Storage;
using MicroSeg.Api.Web;
using MicroSeg.Audience.Rules;
using MicroSeg.Audience.Schema;
using Microsoft.EntityFrameworkCore;

namespace MicroSeg.Api.Segments;

/// <summary>Saves and deletes segments.</summary>
internal sealed class SegmentService(SegmentEditor editor, SegmentStatusChange statuses, SegmentUsers users, SegmentCatalog catalog, SchemaCatalog schemas)
{
    private readonly SegmentRequest.Validator _validator = new();

    /// <summary>Saves a segment, and returns when its members are served on this node.</summary>
    /// <param name="key">Its key.</param>
    /// <param name="request">What to save.</param>
    /// <param name="http">The request, for its conditions.</param>
    /// <param name="cancellationToken">Ends the wait, not the save.</param>
    /// <returns>The segment, and whether it is new.</returns>
    public async Task<(LiveSegment Segment, bool IsNew)> SaveAsync(string key, SegmentRequest request, HttpRequest http, CancellationToken cancellationToken)
    {
        SegmentKey.ThrowIfInvalid(key);
        _validator.ThrowIfInvalid(request, SegmentErrors.Invalid, "The segment cannot be saved as it is.");
        var schema = await SchemaForAsync(request, cancellationToken);
        var isNew = false;
        var saved = await editor.RunAsync(key, http, async edit =>
        {
            isNew = edit.Current is null;
            if (isNew)
                await ThrowIfRetiredAsync(edit.Db, key, cancellationToken);
            var segment = edit.Current ?? Add(edit, request.Kind ?? SegmentKind.Rule);
            if ((request.Kind ?? segment.Kind) != segment.Kind || (segment.Kind == SegmentKind.List && request.Rule is not null))
                throw SegmentErrors.KindIsFixed(key, segment.Kind);
            if (segment.Kind == SegmentKind.Rule && request.Rule is null)
                throw SegmentErrors.NoRule();
            var from = isNew ? (SegmentStatus?)null : segment.Status;
            await statuses.ApplyAsync(edit, segment, from, request.Status ?? from ?? SegmentStatus.Active, cancellationToken);
            request.WriteTo(segment);
            if (segment.Kind == SegmentKind.Rule)
                await RuleCheck.RunAsync(edit.Db, segment, schema, cancellationToken);
            await edit.StampAsync(segment, cancellationToken);
            return segment;
        }, cancellationToken);
        return (saved!, isNew);
    }

    /// <summary>Deletes a segment that nobody uses. Its versions are kept.</summary>
    /// <returns>False when there is none.</returns>
    public async Task<bool> DeleteAsync(string key, HttpRequest http, CancellationToken cancellationToken)
    {
        var isThere = false;
        await editor.RunAsync(key, http, async edit =>
        {
            if (edit.Current is not { } segment)
                return null;
            isThere = true;
            await users.ThrowIfAnyAsync(edit.Db, key, cancellationToken);
            await SegmentStatusChange.ThawAsync(edit, segment, cancellationToken);
            if (segment.ListId is { } list)
                await edit.Db.DeleteListAsync(list, cancellationToken);
            edit.Db.Remove(segment);
            return null;
        }, cancellationToken);
        return isThere;
    }

    /// <summary>Begins a segment in an edit.</summary>
    public static Segment Add(SegmentEdit edit, SegmentKind kind) => edit.Db.Add(new Segment { Key = edit.Key, Kind = kind, CreatedAt = edit.Now }).Entity;

    /// <exception cref="ApiException">409: the key was that of a segment that was renamed.</exception>
    public static async Task ThrowIfRetiredAsync(MicroSegDbContext db, string key, CancellationToken cancellationToken)
    {
        if (await db.Set<SegmentRename>().AsNoTracking().SingleOrDefaultAsync(r => r.From == key, cancellationToken) is { } renamed)
            throw SegmentErrors.KeyIsRetired(key, renamed.To);
    }

    /// <summary>The schema in memory if it knows what the rule names, else that of the store: another node may have extended it just now.</summary>
    private async Task<AudienceSchema> SchemaForAsync(SegmentRequest request, CancellationToken cancellationToken)
    {
        var schema = schemas.Audience;
        return request.Rule is not { } rule || RuleReader.Read(rule, schema, new RuleNames(Models: catalog.Models)).IsValid ? schema : await schemas.LoadAsync(cancellationToken);
    }
}
