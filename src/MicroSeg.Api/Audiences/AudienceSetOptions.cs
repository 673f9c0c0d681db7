using System.ComponentModel.DataAnnotations;

namespace MicroSeg.Api.Audiences;

/// <summary>How large set expressions may be: section <c>Audiences</c>.</summary>
internal sealed record AudienceSetOptions
{
    public const string Section = "Audiences";

    /// <summary>Nodes from the root to the deepest leaf, 1 to 30; 16 unless set.</summary>
    [Range(1, 30)]
    public int MaxDepth { get; init; } = 16;

    /// <summary>Nodes in all, 1 to 10,000; 500 unless set.</summary>
    [Range(1, 10_000)]
    public int MaxNodes { get; init; } = 500;

    /// <summary>Rules that are not saved in one expression, 0 to 100; 20 unless set. All are evaluated together, over all customers.</summary>
    [Range(0, 100)]
    public int MaxRules { get; init; } = 20;

    /// <summary>Ids in one list of customers, 1 to 1,000,000; 100,000 unless set.</summary>
    [Range(1, 1_000_000)]
    public int MaxCustomers { get; init; } = 100_000;

    /// <summary>Attributes in one export, 1 to 1,000; 100 unless set.</summary>
    [Range(1, 1_000)]
    public int MaxAttributes { get; init; } = 100;
}
