using MicroSeg.Api.Schema;
using MicroSeg.Audience.Schema;

namespace MicroSeg.Api.Blocks.Compilation;

/// <summary>What a block's definition may name.</summary>
/// <param name="Audience">The customers' attributes.</param>
/// <param name="Feeds">The feeds.</param>
/// <param name="Segments">
/// The segments, each with the names and types of its context, null where its rule cannot be read. Null as a whole when they are not to be checked, because the block was checked
/// when it was published.
/// </param>
internal sealed record BlockWorld(
    AudienceSchema Audience,
    IReadOnlyDictionary<string, FeedDefinition> Feeds,
    IReadOnlyDictionary<string, IReadOnlyDictionary<string, PropertyType>?>? Segments);
