using MicroSeg.Api.Blocks.Rendering;

namespace MicroSeg.Api.Delivery;

/// <summary>The rungs of the ladder as headers, bodies and metrics name them.</summary>
internal static class SourceNames
{
    public static string Of(ContentSource source) => source switch
    {
        ContentSource.Live => "live",
        ContentSource.Cached => "cached",
        ContentSource.Stale => "stale",
        _ => "default",
    };
}
