using MicroSeg.Api.Storage;
using MicroSeg.Api.Storage.Changes;
using MicroSeg.Audience.Schema;
using Microsoft.EntityFrameworkCore;

namespace MicroSeg.Api.Schema;

/// <summary>The schema in memory, kept current from the change sequence; the first of the consumers to load.</summary>
internal sealed class SchemaCatalog(IDbContextFactory<MicroSegDbContext> store) : IChangeConsumer
{
    private volatile SchemaState _state = SchemaState.Empty;

    /// <summary>The schema as a whole, for who needs several parts of one moment.</summary>
    public SchemaState Current => _state;

    /// <summary>Attributes and event types.</summary>
    public AudienceSchema Audience => _state.Audience;

    /// <summary>The feeds by name.</summary>
    public IReadOnlyDictionary<string, FeedDefinition> Feeds => _state.Feeds;

    /// <summary>Grows with every edit.</summary>
    public long Version => _state.Version;

    string IChangeConsumer.Name => "schema";

    IReadOnlyCollection<ChangeKind> IChangeConsumer.Kinds => [ChangeKind.Schema];

    /// <summary>Reads the schema straight from the store and keeps it; for who must not act on an old one.</summary>
    public async Task<AudienceSchema> LoadAsync(CancellationToken cancellationToken) => (await RefreshAsync(cancellationToken)).Audience;

    /// <summary>Reads the schema straight from the store and keeps it unless a newer one is there already.</summary>
    public async Task<SchemaState> RefreshAsync(CancellationToken cancellationToken)
    {
        await using var db = await store.CreateDbContextAsync(cancellationToken);
        return Keep(SchemaState.From(await db.Set<SchemaDefinition>().AsNoTracking().ToListAsync(cancellationToken)));
    }

    async Task<long> IChangeConsumer.LoadAsync(CancellationToken cancellationToken)
    {
        await using var db = await store.CreateDbContextAsync(cancellationToken);
        var number = await db.LastNumberAsync(cancellationToken);
        Keep(SchemaState.From(await db.Set<SchemaDefinition>().AsNoTracking().ToListAsync(cancellationToken)));
        return number;
    }

    Task IChangeConsumer.ApplyAsync(IReadOnlyList<Change> changes, CancellationToken cancellationToken) => RefreshAsync(cancellationToken);

    private SchemaState Keep(SchemaState loaded)
    {
        while (true)
        {
            var current = _state;
            if (loaded.Version <= current.Version)
                return current;
            if (Interlocked.CompareExchange(ref _state, loaded, current) == current)
                return loaded;
        }
    }
}
