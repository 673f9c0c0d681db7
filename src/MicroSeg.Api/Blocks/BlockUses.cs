using MicroSeg.Api.Blocks.Compilation;
using MicroSeg.Api.Blocks.Reading;
using MicroSeg.Api.Schema;
using MicroSeg.Api.Segments;
using MicroSeg.Api.Storage;
using Microsoft.EntityFrameworkCore;

namespace MicroSeg.Api.Blocks;

/// <summary>What blocks lean on, drafts and what is served alike.</summary>
internal sealed class BlockUses(IDbContextFactory<MicroSegDbContext> store, BlockWorlds worlds) : ISegmentDependents, ISchemaDependents
{
    private const string Kind = "block";

    public async Task<IReadOnlyList<SegmentUser>> UsersOfAsync(MicroSegDbContext db, string segmentKey, CancellationToken cancellationToken) =>
        [.. (await CompileAsync(db, cancellationToken)).Where(b => b.Variants.Any(v => v.Segment == segmentKey)).Select(b => b.Key).Distinct(StringComparer.Ordinal).Select(key => new SegmentUser(Kind, key))];

    public async Task<IReadOnlyList<string>> DependentsOnAsync(SchemaPart part, CancellationToken cancellationToken)
    {
        await using var db = await store.CreateDbContextAsync(cancellationToken);
        return [.. (await CompileAsync(db, cancellationToken)).Where(b => b.Variants.Any(v => Uses(v, part))).Select(b => $"{Kind} '{b.Key}'").Distinct(StringComparer.Ordinal)];
    }

    private static bool Uses(CompiledVariant variant, SchemaPart part) => part switch
    {
        { Kind: SchemaKind.Attribute } => variant.Fields.Attributes.Contains(part.Name, StringComparer.Ordinal) || variant.Fields.Holes.Contains(part.Name, StringComparer.Ordinal),
        { Kind: SchemaKind.Feed, Property: null } => variant.Bindings.Any(b => b.Feed.Name == part.Name),
        { Kind: SchemaKind.Feed, Property: { } field } => variant.Bindings.Any(b => b.Feed.Name == part.Name
            && (b.Fields.Contains(field, StringComparer.Ordinal) || variant.Reads.Contains($"{b.Name}[].{field}", StringComparer.Ordinal))),
        _ => false,
    };

    private async Task<List<CompiledBlock>> CompileAsync(MicroSegDbContext db, CancellationToken cancellationToken)
    {
        var world = worlds.Current with { Segments = null };
        var drafts = db.Set<Block>().AsNoTracking().Select(b => new { b.Key, Definition = b.Draft });
        var served = db.Set<Block>().AsNoTracking().Join(
            db.Set<BlockVersion>(), b => new { b.Key, Version = b.Published ?? 0 }, v => new { v.Key, v.Version }, (b, v) => new { b.Key, v.Definition });
        var rows = await drafts.Union(served).OrderBy(r => r.Key).ToListAsync(cancellationToken);
        return [.. rows.Select(r => Compile(r.Key, r.Definition, world)).OfType<CompiledBlock>()];
    }

    private static CompiledBlock? Compile(string key, string definition, BlockWorld world)
    {
        var findings = new Findings();
        return BlockReader.Read(System.Text.Json.JsonElement.Parse(definition), key, findings) is { } read
            ? BlockCompiler.Compile(key, 0, DateTimeOffset.MinValue, read, world, findings)
            : null;
    }
}
