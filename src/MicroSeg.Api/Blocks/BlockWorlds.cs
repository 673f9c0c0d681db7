using MicroSeg.Api.Blocks.Compilation;
using MicroSeg.Api.Schema;
using MicroSeg.Api.Segments;

namespace MicroSeg.Api.Blocks;

/// <summary>What blocks may name at the moment.</summary>
internal sealed class BlockWorlds(SchemaCatalog schema, SegmentCatalog segments)
{
    /// <summary>As far as this node knows.</summary>
    public BlockWorld Current => Of(schema.Current);

    /// <summary>With the schema as the store has it, so that nothing is refused that was defined a moment ago on another node.</summary>
    public async Task<BlockWorld> RefreshAsync(CancellationToken cancellationToken) => Of(await schema.RefreshAsync(cancellationToken));

    /// <summary>Without segments: for blocks that were checked when they were published.</summary>
    public async Task<BlockWorld> WithoutSegmentsAsync(CancellationToken cancellationToken) => Of(await schema.RefreshAsync(cancellationToken)) with { Segments = null };

    private BlockWorld Of(SchemaState state) => new(
        state.Audience,
        state.Feeds,
        segments.Segments.Where(s => s.Value.Status.IsInService()).ToDictionary(s => s.Key, s => s.Value.Definition?.ContextOf(state.Audience), StringComparer.Ordinal));
}
