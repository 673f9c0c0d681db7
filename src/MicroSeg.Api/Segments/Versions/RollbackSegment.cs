using System.Text.Json.Serialization;
using FluentValidation;
using MicroSeg.Api.Schema;
using MicroSeg.Api.Segments.Editing;
using MicroSeg.Api.Web;
using Microsoft.EntityFrameworkCore;

namespace MicroSeg.Api.Segments.Versions;

/// <summary>
/// Saves the definition of an earlier version as a new one. The status stays what it is, so that going back to a rule puts nothing into service or out
/// of it; a list gets its texts back, and keeps its ids.
/// </summary>
internal sealed class RollbackSegment(SegmentEditor editor, SchemaCatalog schemas)
{
    private readonly RollbackSegmentRequest.Validator _validator = new();

    public async Task<LiveSegment> RunAsync(string key, RollbackSegmentRequest request, HttpRequest http, CancellationToken cancellationToken)
    {
        _validator.ThrowIfInvalid(request, SegmentErrors.Invalid, "This cannot be rolled back to.");
        var schema = await schemas.LoadAsync(cancellationToken);
        var restored = await editor.RunAsync(key, http, async edit =>
        {
            var segment = edit.Existing;
            var version = await edit.Db.Set<SegmentVersion>().AsNoTracking().SingleOrDefaultAsync(v => v.Key == key && v.Version == request.Version, cancellationToken)
                ?? throw SegmentErrors.NoVersion(key, request.Version!.Value);
            if (version.Kind != segment.Kind)
                throw SegmentErrors.KindIsFixed(key, segment.Kind);
            segment.TakeDefinition(version);
            if (segment.Kind == SegmentKind.Rule)
                await RuleCheck.RunAsync(edit.Db, segment, schema, cancellationToken);
            await edit.StampAsync(segment, cancellationToken, restored: version.Version);
            return segment;
        }, cancellationToken);
        return restored!;
    }
}

/// <summary>The version to go back to.</summary>
/// <param name="Version">One of the segment's versions.</param>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed record RollbackSegmentRequest(long? Version)
{
    internal sealed class Validator : AbstractValidator<RollbackSegmentRequest>
    {
        public Validator() => RuleFor(r => r.Version).NotNull().GreaterThan(0).WithMessage("A version to go back to is needed, from 1.");
    }
}
