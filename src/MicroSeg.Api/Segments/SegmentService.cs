using MicroSeg.Api.Rfm;
using MicroSeg.Api.Schema;
using MicroSeg.Api.Storage;
using MicroSeg.Api.Storage.Changes;
using MicroSeg.Api.Web;
using MicroSeg.Audience.Rules;
using MicroSeg.Audience.Schema;
using Microsoft.EntityFrameworkCore;

namespace MicroSeg.Api.Segments;

/// <summary>Saves and deletes segments.</summary>
internal sealed class SegmentService(
    IDbContextFactory<MicroSegDbContext> store,
    SchemaCatalog schemas,
    SegmentCatalog catalog,
    RfmCatalog models,
    ISegmentPopulations populations,
    IEnumerable<ISegmentDependents> dependents,
    ChangeSignal signal,
    ChangeTails tails,
    TimeProvider time)
{
    private static readonly TimeSpan EvaluateAtMost = TimeSpan.FromSeconds(20);

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
        Segment? saved;
        Change change;
        bool isNew;
        await using (var db = await store.CreateDbContextAsync(cancellationToken))
        await using (var transaction = await db.Database.BeginTransactionAsync(cancellationToken))
        {
            // Under the lock no other save can come between the check for cycles and the commit.
            await db.LockSequenceAsync(cancellationToken);
            saved = await db.Set<Segment>().SingleOrDefaultAsync(s => s.Key == key, cancellationToken);
            http.RequireMatch(saved?.Version);
            isNew = saved is null;
            var references = await CheckAsync(db, key, request, schema, cancellationToken);
            var version = await db.Set<SegmentVersion>().Where(v => v.Key == key).MaxAsync(v => (long?)v.Version, cancellationToken) ?? 0;
            saved = Write(db, saved, key, request, references, version + 1);
            await db.SaveChangesAsync(cancellationToken);
            change = await db.AppendAsync(ChangeKind.Segment, key, cancellationToken);
            await transaction.CommitAsync(cancellationToken);
        }

        signal.NotifyCommitted();
        await tails.WhenAppliedAsync(change.Number, cancellationToken);
        await populations.WhenServedAsync(key, saved.Version, EvaluateAtMost, cancellationToken);
        return (catalog.Find(key) is { } live && live.Version >= saved.Version ? live : LiveSegment.Of(saved, schema, await models.ReadAsync(cancellationToken), null), isNew);
    }

    /// <summary>Deletes a segment that nobody uses.</summary>
    /// <returns>False when there is none.</returns>
    public async Task<bool> DeleteAsync(string key, HttpRequest http, CancellationToken cancellationToken)
    {
        Change change;
        await using (var db = await store.CreateDbContextAsync(cancellationToken))
        await using (var transaction = await db.Database.BeginTransactionAsync(cancellationToken))
        {
            await db.LockSequenceAsync(cancellationToken);
            var segment = await db.Set<Segment>().SingleOrDefaultAsync(s => s.Key == key, cancellationToken);
            http.RequireMatch(segment?.Version);
            if (segment is null)
                return false;
            var users = await UsersOfAsync(db, key, cancellationToken);
            if (users.Count > 0)
                throw SegmentErrors.InUse(key, users);
            db.Remove(segment);
            await db.SaveChangesAsync(cancellationToken);
            change = await db.AppendAsync(ChangeKind.Segment, key, cancellationToken);
            await transaction.CommitAsync(cancellationToken);
        }

        signal.NotifyCommitted();
        await tails.WhenAppliedAsync(change.Number, cancellationToken);
        await populations.WhenServedAsync(key, null, EvaluateAtMost, cancellationToken);
        return true;
    }

    /// <summary>The schema in memory if it knows what the rule names, else that of the store: another node may have extended it just now.</summary>
    private async Task<AudienceSchema> SchemaForAsync(SegmentRequest request, CancellationToken cancellationToken)
    {
        var schema = schemas.Audience;
        return RuleReader.Read(request.Rule!.Value, schema, new RuleNames(Models: catalog.Models)).IsValid ? schema : await schemas.LoadAsync(cancellationToken);
    }

    /// <returns>What the rule names.</returns>
    private static async Task<RuleReferences> CheckAsync(MicroSegDbContext db, string key, SegmentRequest request, AudienceSchema schema, CancellationToken cancellationToken)
    {
        var uses = await db.Set<Segment>().AsNoTracking().Where(s => s.Key != key).Select(s => new { s.Key, s.References }).ToDictionaryAsync(s => s.Key, s => s.References, StringComparer.Ordinal, cancellationToken);
        var reading = RuleReader.Read(request.Rule!.Value, schema, new RuleNames([.. uses.Keys, key], await RfmCatalog.ReadAsync(db, cancellationToken)));
        if (!reading.IsValid)
            throw SegmentErrors.InvalidRule(reading.Findings);
        var references = reading.Rule.References;
        uses[key] = [.. references.Segments];
        if (SegmentReferences.FindCycle(key, uses) is { } cycle)
            throw SegmentErrors.Cycle(cycle);
        var graph = new SegmentGraph(uses.Select(u => KeyValuePair.Create(u.Key, (IReadOnlyCollection<string>)u.Value)));
        return graph.FindLongChain() is { } chain ? throw SegmentErrors.LongChain(chain) : references;
    }

    private Segment Write(MicroSegDbContext db, Segment? segment, string key, SegmentRequest request, RuleReferences references, long version)
    {
        var now = time.GetUtcNow();
        segment ??= db.Add(new Segment { Key = key, CreatedAt = now }).Entity;
        segment.Version = version;
        segment.Name = request.Name;
        segment.Description = request.Description;
        segment.Tags = [.. (request.Tags ?? []).Distinct(StringComparer.Ordinal)];
        segment.Rule = request.Rule!.Value.GetRawText();
        segment.References = [.. references.Segments];
        segment.Models = [.. references.Models];
        segment.UpdatedAt = now;
        db.Add(new SegmentVersion { Key = key, Version = version, Name = segment.Name, Description = segment.Description, Tags = segment.Tags, Rule = segment.Rule, SavedAt = now });
        return segment;
    }

    private async Task<List<SegmentUser>> UsersOfAsync(MicroSegDbContext db, string key, CancellationToken cancellationToken)
    {
        var users = new List<SegmentUser>();
        foreach (var dependent in dependents)
            users.AddRange(await dependent.UsersOfAsync(db, key, cancellationToken));
        return users;
    }
}
