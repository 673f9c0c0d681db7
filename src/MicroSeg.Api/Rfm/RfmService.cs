using MicroSeg.Api.Audience;
using MicroSeg.Api.Schema;
using MicroSeg.Api.Storage;
using MicroSeg.Api.Storage.Changes;
using MicroSeg.Api.Web;
using MicroSeg.Audience.Evaluation;
using MicroSeg.Audience.Rules.Rfm;
using Microsoft.EntityFrameworkCore;

namespace MicroSeg.Api.Rfm;

/// <summary>Saves, refreshes and deletes RFM models. Cut points are computed from the index, outside of any transaction.</summary>
internal sealed class RfmService(
    IDbContextFactory<MicroSegDbContext> store,
    SchemaCatalog schemas,
    LiveAudience audience,
    EvaluationOptions options,
    IEnumerable<IRfmDependents> dependents,
    ChangeSignal signal,
    ChangeTails tails,
    TimeProvider time)
{
    private readonly RfmRequest.Validator _validator = new();

    /// <summary>Saves a model with cut points of the present data.</summary>
    /// <returns>The model, and whether it is new.</returns>
    public async Task<(LiveModel Model, bool IsNew)> SaveAsync(string name, RfmRequest request, HttpRequest http, CancellationToken cancellationToken)
    {
        if (!SchemaNames.IsValid(name))
            throw RfmErrors.BadName(name);
        _validator.ThrowIfInvalid(request, RfmErrors.Invalid, RfmErrors.InvalidMessage);
        var definition = request.ToDefinition();
        await CheckAsync(definition, cancellationToken);
        var known = await FindAsync(name, cancellationToken);
        http.RequireMatch(known?.Version);
        var (computed, asOf) = await ComputeAsync(definition, cancellationToken);
        var saved = await CommitAsync(name, definition, computed, asOf, Matches, cancellationToken);
        return saved!.Value;

        bool Matches(long? version)
        {
            http.RequireMatch(version);
            return true;
        }
    }

    /// <summary>Computes a model's cut points anew, whatever its definition is by the time that they are there.</summary>
    /// <returns>Null when there is no such model.</returns>
    public async Task<LiveModel?> RefreshAsync(string name, HttpRequest http, CancellationToken cancellationToken)
    {
        while (true)
        {
            var known = await FindAsync(name, cancellationToken);
            http.RequireMatch(known?.Version);
            if (known is null)
                return null;
            if (await TryRefreshAsync(name, known.Version, known.Definition, cancellationToken) is { } refreshed)
                return refreshed;
        }
    }

    /// <summary>Computes the cut points of a model's version anew.</summary>
    /// <returns>Null when another version has come, or the model is gone, before they are there.</returns>
    public async Task<LiveModel?> TryRefreshAsync(string name, long version, RfmDefinition definition, CancellationToken cancellationToken)
    {
        await CheckAsync(definition, cancellationToken);
        var (computed, asOf) = await ComputeAsync(definition, cancellationToken);
        return (await CommitAsync(name, definition, computed, asOf, current => current == version, cancellationToken))?.Model;
    }

    /// <summary>Deletes a model that nobody uses.</summary>
    /// <returns>False when there is none.</returns>
    public async Task<bool> DeleteAsync(string name, HttpRequest http, CancellationToken cancellationToken)
    {
        Change change;
        await using (var db = await store.CreateDbContextAsync(cancellationToken))
        await using (var transaction = await db.Database.BeginTransactionAsync(cancellationToken))
        {
            await db.LockSequenceAsync(cancellationToken);
            var model = await db.Set<StoredModel>().SingleOrDefaultAsync(m => m.Name == name, cancellationToken);
            http.RequireMatch(model?.Version);
            if (model is null)
                return false;
            var users = new List<RfmUser>();
            foreach (var dependent in dependents)
                users.AddRange(await dependent.UsersOfAsync(db, name, cancellationToken));
            if (users.Count > 0)
                throw RfmErrors.InUse(name, users);
            db.Remove(model);
            await db.SaveChangesAsync(cancellationToken);
            change = await db.AppendAsync(ChangeKind.RfmModel, name, cancellationToken);
            await transaction.CommitAsync(cancellationToken);
        }

        signal.NotifyCommitted();
        await tails.WhenAppliedAsync(change.Number, cancellationToken);
        return true;
    }

    private async Task CheckAsync(RfmDefinition definition, CancellationToken cancellationToken)
    {
        // Another node may have extended the schema just now.
        if (definition.Check(schemas.Audience).Count > 0 && definition.Check(await schemas.LoadAsync(cancellationToken)) is { Count: > 0 } findings)
            throw RfmErrors.InvalidDefinition(findings);
        audience.Adopt(schemas.Audience);
    }

    private async Task<(RfmComputation Computed, DateTimeOffset AsOf)> ComputeAsync(RfmDefinition definition, CancellationToken cancellationToken)
    {
        var asOf = StoredInstant.FromMicroseconds(StoredInstant.ToMicroseconds(time.GetUtcNow()));
        return (await Task.Run(() => RfmEvaluator.Compute(audience.Index, definition, asOf, options, cancellationToken), cancellationToken), asOf);
    }

    private async Task<StoredModelVersion?> FindAsync(string name, CancellationToken cancellationToken)
    {
        await using var db = await store.CreateDbContextAsync(cancellationToken);
        return await db.Set<StoredModelVersion>().AsNoTracking()
            .Where(v => v.Name == name && db.Set<StoredModel>().Any(m => m.Name == name && m.Version == v.Version))
            .SingleOrDefaultAsync(cancellationToken);
    }

    /// <returns>The model and whether it is new; null when <paramref name="isExpected"/> says no to the version that is there, or to none.</returns>
    private async Task<(LiveModel Model, bool IsNew)?> CommitAsync(string name, RfmDefinition definition, RfmComputation computed, DateTimeOffset asOf, Func<long?, bool> isExpected, CancellationToken cancellationToken)
    {
        Change change;
        StoredModelVersion version;
        StoredModel model;
        bool isNew;
        await using (var db = await store.CreateDbContextAsync(cancellationToken))
        await using (var transaction = await db.Database.BeginTransactionAsync(cancellationToken))
        {
            // Under the lock no other save can come between the check of the version and the commit.
            await db.LockSequenceAsync(cancellationToken);
            var known = await db.Set<StoredModel>().SingleOrDefaultAsync(m => m.Name == name, cancellationToken);
            if (!isExpected(known?.Version))
                return null;
            var last = await db.Set<StoredModelVersion>().Where(v => v.Name == name).MaxAsync(v => (long?)v.Version, cancellationToken) ?? 0;
            isNew = known is null;
            model = known ?? db.Add(new StoredModel { Name = name, CreatedAt = asOf }).Entity;
            model.Version = last + 1;
            version = db.Add(StoredModelVersion.Of(name, last + 1, definition, computed, asOf)).Entity;
            await db.SaveChangesAsync(cancellationToken);
            change = await db.AppendAsync(ChangeKind.RfmModel, name, cancellationToken);
            await transaction.CommitAsync(cancellationToken);
        }

        signal.NotifyCommitted();
        await tails.WhenAppliedAsync(change.Number, cancellationToken);
        return (version.ToLive(model.CreatedAt), isNew);
    }
}
