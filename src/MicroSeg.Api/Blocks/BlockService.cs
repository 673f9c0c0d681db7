using System.Text.Json;
using MicroSeg.Api.Blocks.Compilation;
using MicroSeg.Api.Blocks.Reading;
using MicroSeg.Api.Storage;
using MicroSeg.Api.Storage.Changes;
using MicroSeg.Api.Web;
using Microsoft.EntityFrameworkCore;

namespace MicroSeg.Api.Blocks;

/// <summary>Drafts, publications and versions of blocks.</summary>
internal sealed class BlockService(IDbContextFactory<MicroSegDbContext> store, BlockWorlds worlds, ChangeSignal signal, ChangeTails tails, TimeProvider time)
{
    public async Task<BlockResponse?> FindAsync(string key, CancellationToken cancellationToken)
    {
        await using var db = await store.CreateDbContextAsync(cancellationToken);
        return await db.Set<Block>().AsNoTracking().FirstOrDefaultAsync(b => b.Key == key, cancellationToken) is { } block
            ? BlockResponse.Of(block, await VersionsAsync(db, key, cancellationToken))
            : null;
    }

    public async Task<Page<BlockSummary>> ListAsync(string? cursor, int? limit, CancellationToken cancellationToken)
    {
        var after = Cursor.Decode(cursor) ?? "";
        var take = Cursor.Limit(limit);
        await using var db = await store.CreateDbContextAsync(cancellationToken);
        var rows = await db.Set<Block>().AsNoTracking().Where(b => b.Key.CompareTo(after) > 0).OrderBy(b => b.Key).Take(take + 1)
            .Select(b => new
            {
                Block = b,
                Served = db.Set<BlockVersion>().Where(v => v.Key == b.Key && v.Version == b.Published).Select(v => v.Definition).FirstOrDefault(),
            })
            .ToListAsync(cancellationToken);
        var items = rows.Take(take).Select(r => new BlockSummary(
            r.Block.Key, BlockResponse.NameOf(JsonElement.Parse(r.Block.Draft)), r.Block.Revision, r.Block.Published, r.Served != r.Block.Draft, r.Block.UpdatedAt)).ToList();
        return new Page<BlockSummary>(items, rows.Count > take ? Cursor.Encode(items[^1].Key) : null);
    }

    /// <summary>Saves a draft. What is served stays as it is.</summary>
    /// <exception cref="ApiException">400 with every finding; 412.</exception>
    public async Task<(BlockResponse Block, bool IsNew)> SaveAsync(string key, JsonElement definition, Action<long?> requireMatch, CancellationToken cancellationToken)
    {
        if (!BlockReader.IsKey(key))
            throw BlockErrors.InvalidKey(key);
        await CompileAsync(key, 0, definition, refresh: true, cancellationToken);
        await using var db = await store.CreateDbContextAsync(cancellationToken);
        var block = await db.Set<Block>().FirstOrDefaultAsync(b => b.Key == key, cancellationToken);
        requireMatch(block?.Revision);
        var isNew = block is null;
        var text = JsonSerializer.Serialize(definition);
        if (block is null)
        {
            block = new Block { Key = key, Draft = text, CreatedAt = time.GetUtcNow() };
            db.Add(block);
        }

        block.Draft = text;
        Touch(block);
        await SaveAsync(db, cancellationToken);
        return (BlockResponse.Of(block, await VersionsAsync(db, key, cancellationToken)), isNew);
    }

    /// <summary>Puts the draft into service as the next version.</summary>
    /// <exception cref="ApiException">400 with every finding; 404; 412.</exception>
    public Task<BlockResponse> PublishAsync(string key, Action<long?> requireMatch, CancellationToken cancellationToken) => ServeAsync(
        key,
        requireMatch,
        async (db, block) =>
        {
            var versions = await VersionsAsync(db, key, cancellationToken);
            if (versions.FirstOrDefault(v => v.Version == block.Published)?.Definition == block.Draft)
                return block.Published!.Value;
            var next = new BlockVersion { Key = key, Version = versions.Select(v => v.Version).DefaultIfEmpty().Max() + 1, Definition = block.Draft, PublishedAt = time.GetUtcNow() };
            await CompileAsync(key, next.Version, JsonElement.Parse(next.Definition), refresh: true, cancellationToken);
            db.Add(next);
            return next.Version;
        },
        cancellationToken);

    /// <summary>Puts an earlier version back into service. The draft stays as it is.</summary>
    /// <exception cref="ApiException">400 when that version names what is no longer there; 404; 409; 412.</exception>
    public Task<BlockResponse> RollbackAsync(string key, int? version, Action<long?> requireMatch, CancellationToken cancellationToken) => ServeAsync(
        key,
        requireMatch,
        async (db, block) =>
        {
            var versions = await VersionsAsync(db, key, cancellationToken);
            var number = version ?? versions.Where(v => v.Version < block.Published).Select(v => v.Version).DefaultIfEmpty().Max();
            if (number == 0)
                throw BlockErrors.NothingToRollBackTo(key);
            var target = versions.FirstOrDefault(v => v.Version == number) ?? throw BlockErrors.NoSuchVersion(key, number);
            await CompileAsync(key, number, JsonElement.Parse(target.Definition), refresh: true, cancellationToken);
            return number;
        },
        cancellationToken);

    /// <summary>Deletes a block and all its versions.</summary>
    /// <returns>Whether there was one.</returns>
    public async Task<bool> DeleteAsync(string key, Action<long?> requireMatch, CancellationToken cancellationToken)
    {
        await using var db = await store.CreateDbContextAsync(cancellationToken);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var block = await db.Set<Block>().FirstOrDefaultAsync(b => b.Key == key, cancellationToken);
        requireMatch(block?.Revision);
        if (block is null)
            return false;
        db.Remove(block);
        await CommitAsync(db, transaction, key, cancellationToken);
        return true;
    }

    /// <summary>The draft, compiled; null when there is no such block.</summary>
    public async Task<CompiledBlock?> CompileDraftAsync(string key, CancellationToken cancellationToken)
    {
        await using var db = await store.CreateDbContextAsync(cancellationToken);
        return await db.Set<Block>().AsNoTracking().FirstOrDefaultAsync(b => b.Key == key, cancellationToken) is { } block
            ? await CompileAsync(key, 0, JsonElement.Parse(block.Draft), refresh: false, cancellationToken)
            : null;
    }

    private async Task<BlockResponse> ServeAsync(string key, Action<long?> requireMatch, Func<MicroSegDbContext, Block, Task<int>> choose, CancellationToken cancellationToken)
    {
        await using var db = await store.CreateDbContextAsync(cancellationToken);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var block = await db.Set<Block>().FirstOrDefaultAsync(b => b.Key == key, cancellationToken) ?? throw BlockErrors.NotFound(key);
        requireMatch(block.Revision);
        var version = await choose(db, block);
        if (version != block.Published)
        {
            block.Published = version;
            block.PublishedAt = time.GetUtcNow();
            Touch(block);
            await CommitAsync(db, transaction, key, cancellationToken);
        }

        return BlockResponse.Of(block, await VersionsAsync(db, key, cancellationToken));
    }

    private async Task CommitAsync(MicroSegDbContext db, Microsoft.EntityFrameworkCore.Storage.IDbContextTransaction transaction, string key, CancellationToken cancellationToken)
    {
        await SaveAsync(db, cancellationToken);
        var change = await db.AppendAsync(ChangeKind.Block, key, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        signal.NotifyCommitted();
        await tails.WhenAppliedAsync(change.Number, cancellationToken);
    }

    private async Task<CompiledBlock> CompileAsync(string key, int version, JsonElement json, bool refresh, CancellationToken cancellationToken)
    {
        var findings = new Findings();
        var definition = BlockReader.Read(json, key, findings);
        var world = refresh ? await worlds.RefreshAsync(cancellationToken) : worlds.Current;
        var compiled = definition is null ? null : BlockCompiler.Compile(key, version, time.GetUtcNow(), definition, world, findings);
        return findings.Any ? throw BlockErrors.Invalid(findings) : compiled!;
    }

    private void Touch(Block block)
    {
        block.Revision++;
        block.UpdatedAt = time.GetUtcNow();
    }

    private static async Task SaveAsync(MicroSegDbContext db, CancellationToken cancellationToken)
    {
        try
        {
            await db.SaveChangesAsync(cancellationToken);
        }
        catch (DbUpdateConcurrencyException)
        {
            throw BlockErrors.Changed();
        }
    }

    private static Task<List<BlockVersion>> VersionsAsync(MicroSegDbContext db, string key, CancellationToken cancellationToken) =>
        db.Set<BlockVersion>().AsNoTracking().Where(v => v.Key == key).ToListAsync(cancellationToken);
}
