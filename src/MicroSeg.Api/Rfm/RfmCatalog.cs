using System.Collections.Immutable;
using MicroSeg.Api.Storage;
using MicroSeg.Api.Storage.Changes;
using MicroSeg.Audience.Rules.Rfm;
using Microsoft.EntityFrameworkCore;

namespace MicroSeg.Api.Rfm;

/// <summary>All RFM models in memory, kept current from the change sequence.</summary>
internal sealed class RfmCatalog(IDbContextFactory<MicroSegDbContext> store) : IChangeConsumer
{
    private volatile TaskCompletionSource _changed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private volatile ImmutableSortedDictionary<string, LiveModel> _models = ImmutableSortedDictionary.Create<string, LiveModel>(StringComparer.Ordinal);

    public string Name => "rfm";

    public IReadOnlyCollection<ChangeKind> Kinds { get; } = [ChangeKind.RfmModel];

    /// <summary>The models, by name in ordinal order.</summary>
    public ImmutableSortedDictionary<string, LiveModel> Models => _models;

    /// <summary>Completes when the models change next. Take it before looking at them.</summary>
    public Task Changed => _changed.Task;

    /// <summary>A model; null when there is none.</summary>
    public LiveModel? Find(string name) => _models.GetValueOrDefault(name);

    /// <summary>The models as rules use them, read straight from the store by the transaction that <paramref name="db"/> is in, if it is in one.</summary>
    public static async Task<IReadOnlyDictionary<string, RfmModel>> ReadAsync(MicroSegDbContext db, CancellationToken cancellationToken) =>
        (await ReadAllAsync(db, cancellationToken)).ToDictionary(m => m.Key, m => m.Value.Model, StringComparer.Ordinal);

    /// <summary>The same, for who is in no transaction.</summary>
    public async Task<IReadOnlyDictionary<string, RfmModel>> ReadAsync(CancellationToken cancellationToken)
    {
        await using var db = await store.CreateDbContextAsync(cancellationToken);
        return await ReadAsync(db, cancellationToken);
    }

    public async Task<long> LoadAsync(CancellationToken cancellationToken)
    {
        await using var db = await store.CreateDbContextAsync(cancellationToken);
        var last = await db.LastNumberAsync(cancellationToken);
        Replace(await ReadAllAsync(db, cancellationToken));
        return last;
    }

    // Models are few, so all are read again.
    public async Task ApplyAsync(IReadOnlyList<Change> changes, CancellationToken cancellationToken)
    {
        await using var db = await store.CreateDbContextAsync(cancellationToken);
        Replace(await ReadAllAsync(db, cancellationToken));
    }

    private static async Task<Dictionary<string, LiveModel>> ReadAllAsync(MicroSegDbContext db, CancellationToken cancellationToken)
    {
        var rows = await (
            from model in db.Set<StoredModel>().AsNoTracking()
            join version in db.Set<StoredModelVersion>().AsNoTracking() on new { model.Name, model.Version } equals new { version.Name, version.Version }
            select new { version, model.CreatedAt }).ToListAsync(cancellationToken);
        return rows.ToDictionary(r => r.version.Name, r => r.version.ToLive(r.CreatedAt), StringComparer.Ordinal);
    }

    private void Replace(Dictionary<string, LiveModel> models)
    {
        _models = models.ToImmutableSortedDictionary(StringComparer.Ordinal);
        Interlocked.Exchange(ref _changed, new(TaskCreationOptions.RunContinuationsAsynchronously)).TrySetResult();
    }
}
