namespace MicroSeg.GraphQL.Validation;

/// <summary>How much work a document's validation may be.</summary>
public sealed record ValidationOptions
{
    /// <summary>The defaults.</summary>
    public static ValidationOptions Default { get; } = new();

    /// <summary>After how many errors to stop. Default 100; range 1 to 1,000.</summary>
    public int MaxErrors { get; init; } = 100;

    /// <summary>
    /// The most steps that the rules may take whose work grows faster than the document: comparing fields that may have to merge, and
    /// following fragments and variables through every operation. Default 100,000; range 1,000 to 10,000,000.
    /// </summary>
    public int MaxWork { get; init; } = 100_000;
}
