namespace MicroSeg.GraphQL.Language;

/// <summary>How much a document may hold. What is past a limit is refused as soon as it is met, before anything is built from it.</summary>
public sealed record ParserOptions
{
    /// <summary>The defaults, meant for documents that clients send.</summary>
    public static ParserOptions Default { get; } = new();

    /// <summary>For documents that the host itself wrote, such as a schema: only the depth is limited.</summary>
    public static ParserOptions Trusted { get; } = new() { MaxLength = int.MaxValue, MaxTokens = int.MaxValue };

    /// <summary>The longest document, in UTF-16 code units. Default 1,048,576.</summary>
    public int MaxLength { get; init; } = 1024 * 1024;

    /// <summary>The most tokens, comments left out. Default 15,000.</summary>
    public int MaxTokens { get; init; } = 15_000;

    /// <summary>How deep selection sets, list and object values and list types may nest together. Default 100; range 1 to 200.</summary>
    public int MaxDepth { get; init; } = 100;
}
