using System.Collections.Immutable;

namespace MicroSeg.Api.Blocks.Definitions;

/// <summary>A block as its author wrote it: read from JSON, its shape checked, its names not.</summary>
internal sealed record BlockDefinition
{
    /// <summary>Used by nothing but people; the key when there is none.</summary>
    public string? Name { get; init; }

    /// <summary>Tried in order.</summary>
    public ImmutableArray<VariantDefinition> Variants { get; init; } = [];

    /// <summary>What is served when nothing else can be.</summary>
    public DefaultContent Default { get; init; } = new() { Html = "" };

    /// <summary>How old a render may be that stands in for one that fails; 24 hours unless set.</summary>
    public TimeSpan StaleFor { get; init; } = TimeSpan.FromHours(24);

    /// <summary>The longest that a request may take to be answered, 10 to 10,000 ms; 150 ms unless set.</summary>
    public TimeSpan Deadline { get; init; } = TimeSpan.FromMilliseconds(150);
}
