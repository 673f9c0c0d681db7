namespace MicroSeg.Templates;

/// <summary>How much a template may be and do. What is past a limit is refused with a <see cref="TemplateLimitException"/>.</summary>
/// <remarks>
/// The first three are checked by the parser, the others while rendering. The ranges are the host's to validate; the engine takes any positive value.
/// </remarks>
public sealed record TemplateLimits
{
    /// <summary>The defaults.</summary>
    public static TemplateLimits Default { get; } = new();

    /// <summary>The longest source, in UTF-16 code units. Default 262,144; range 1 to 4,194,304.</summary>
    public int MaxSourceLength { get; init; } = 256 * 1024;

    /// <summary>How deep blocks, links of an else chain and sub-expressions may nest together. Default 100; range 1 to 200.</summary>
    public int MaxDepth { get; init; } = 100;

    /// <summary>The most statements, literals and steps of paths in one source. Default 10,000; range 1 to 1,000,000.</summary>
    public int MaxNodes { get; init; } = 10_000;

    /// <summary>The most bytes that one render may write, what helpers capture included. Default 262,144 (256 KiB); range 1 to 16,777,216.</summary>
    public int MaxOutputBytes { get; init; } = 256 * 1024;

    /// <summary>How deep partials may call partials. Default 32; range 0 to 100.</summary>
    public int MaxPartialDepth { get; init; } = 32;

    /// <summary>The most statements, expressions and list elements that one render may visit. Default 50,000; range 1 to 10,000,000.</summary>
    public int MaxSteps { get; init; } = 50_000;
}
