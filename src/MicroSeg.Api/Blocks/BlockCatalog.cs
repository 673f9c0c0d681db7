using System.Collections.Frozen;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using MicroSeg.Api.Blocks.Compilation;
using MicroSeg.Api.Blocks.Reading;
using MicroSeg.Api.Storage;
using MicroSeg.Api.Storage.Changes;
using Microsoft.EntityFrameworkCore;

namespace MicroSeg.Api.Blocks;

/// <summary>
/// The published blocks in memory. A version that cannot be compiled does not displace the last one that could; where there is none,
/// its default is served. A copy on disk gives the defaults to a node that starts without its store.
/// </summary>
internal sealed partial class BlockCatalog : IChangeConsumer
{
    private readonly IDbContextFactory<MicroSegDbContext> _store;
    private readonly BlockWorlds _worlds;
    private readonly BlockFile _file;
    private readonly ILogger<BlockCatalog> _logger;
    private volatile FrozenDictionary<string, CompiledBlock> _blocks;
    private volatile bool _isLoaded;

    public BlockCatalog(IDbContextFactory<MicroSegDbContext> store, BlockWorlds worlds, BlockFile file, ILogger<BlockCatalog> logger)
    {
        _store = store;
        _worlds = worlds;
        _file = file;
        _logger = logger;
        _blocks = file.Read().Select(DefaultOf).OfType<CompiledBlock>().ToFrozenDictionary(b => b.Key, StringComparer.Ordinal);
    }

    /// <summary>Raised after blocks were published, rolled back or deleted.</summary>
    public event Action? Changed;

    /// <summary>Whether the store has been read, so that a block that is not here is not published.</summary>
    public bool IsLoaded => _isLoaded;

    /// <summary>The published blocks.</summary>
    public IReadOnlyCollection<CompiledBlock> All => _blocks.Values;

    string IChangeConsumer.Name => "blocks";

    IReadOnlyCollection<ChangeKind> IChangeConsumer.Kinds => [ChangeKind.Block, ChangeKind.Schema];

    public bool TryGet(string key, [NotNullWhen(true)] out CompiledBlock? block) => _blocks.TryGetValue(key, out block);

    async Task<long> IChangeConsumer.LoadAsync(CancellationToken cancellationToken)
    {
        await using var db = await _store.CreateDbContextAsync(cancellationToken);
        var number = await db.LastNumberAsync(cancellationToken);
        await ReadAsync(db, keys: null, cancellationToken);
        _isLoaded = true;
        return number;
    }

    async Task IChangeConsumer.ApplyAsync(IReadOnlyList<Change> changes, CancellationToken cancellationToken)
    {
        // What the schema now has may let a block compile that could not before.
        var keys = changes.Where(c => c.Kind == ChangeKind.Block).Select(c => c.Key!)
            .Concat(_blocks.Values.Where(b => b.IsDefaultOnly).Select(b => b.Key)).Distinct(StringComparer.Ordinal).ToList();
        if (keys.Count == 0)
            return;
        await using var db = await _store.CreateDbContextAsync(cancellationToken);
        await ReadAsync(db, keys, cancellationToken);
    }

    private async Task ReadAsync(MicroSegDbContext db, List<string>? keys, CancellationToken cancellationToken)
    {
        var world = await _worlds.WithoutSegmentsAsync(cancellationToken);
        var served =
            from block in db.Set<Block>().AsNoTracking()
            join version in db.Set<BlockVersion>().AsNoTracking() on new { block.Key, Version = block.Published ?? 0 } equals new { version.Key, version.Version }
            where keys == null || keys.Contains(block.Key)
            select new ServedBlock(block.Key, version.Version, block.PublishedAt ?? version.PublishedAt, version.Definition);
        var rows = await served.ToListAsync(cancellationToken);

        var blocks = keys is null ? new Dictionary<string, CompiledBlock>(StringComparer.Ordinal) : _blocks.ToDictionary(StringComparer.Ordinal);
        foreach (var key in keys ?? [])
        {
            if (!rows.Exists(r => r.Key == key))
                blocks.Remove(key);
        }

        foreach (var row in rows)
        {
            if (Compile(row, world) is { } block)
                blocks[row.Key] = block;
        }

        _blocks = blocks.ToFrozenDictionary(StringComparer.Ordinal);
        _file.Write(rows, isAll: keys is null, blocks.Keys);
        Changed?.Invoke();
    }

    private CompiledBlock? Compile(ServedBlock served, BlockWorld world)
    {
        var findings = new Findings();
        try
        {
            var definition = BlockReader.Read(JsonElement.Parse(served.Definition), served.Key, findings);
            var compiled = definition is null ? null : BlockCompiler.Compile(served.Key, served.Version, served.PublishedAt, definition, world, findings);
            if (compiled is not null && !findings.Any)
                return compiled;
            Log.NotCompiled(_logger, served.Key, served.Version, string.Join("; ", findings.All.Select(f => $"{f.Path}: {f.Message}")), null);
        }
        catch (Exception exception)
        {
            Log.NotCompiled(_logger, served.Key, served.Version, exception.Message, exception);
        }

        return _blocks.TryGetValue(served.Key, out var last) && !last.IsDefaultOnly ? last : DefaultOf(served);
    }

    private static CompiledBlock? DefaultOf(ServedBlock served)
    {
        try
        {
            return BlockReader.Read(JsonElement.Parse(served.Definition), served.Key, new Findings()) is { } definition
                ? CompiledBlock.DefaultOnly(served.Key, served.Version, served.PublishedAt, definition)
                : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static partial class Log
    {
        [LoggerMessage(3001, LogLevel.Error, "Version {Version} of block {Block} cannot be compiled: {Problems}. The last good version is served, or else the default")]
        public static partial void NotCompiled(ILogger logger, string block, int version, string problems, Exception? exception);
    }
}

/// <summary>A published definition as it is stored.</summary>
internal sealed record ServedBlock(string Key, int Version, DateTimeOffset PublishedAt, string Definition);
