namespace MicroSeg.Audience.Rules;

/// <summary>How large a rule may be.</summary>
/// <param name="MaxDepth">Nodes from the root to the deepest leaf, those of <c>where</c> included; 1 or more, 16 by default.</param>
/// <param name="MaxNodes">Nodes in all, those of <c>where</c> included; 1 or more, 500 by default.</param>
/// <param name="MaxListValues">Values in one list such as that of <c>in</c>; 1 or more, 10,000 by default.</param>
public sealed record RuleLimits(int MaxDepth = 16, int MaxNodes = 500, int MaxListValues = 10_000)
{
    /// <summary>The limits that hold where none are given.</summary>
    public static RuleLimits Default { get; } = new();
}
