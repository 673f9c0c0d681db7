using System.ComponentModel.DataAnnotations;

namespace MicroSeg.Api.Demo;

/// <summary>The demo that fills an empty store: section <c>Demo</c>. On in Development only.</summary>
internal sealed record DemoOptions
{
    public const string Section = "Demo";

    /// <summary>Fill an empty store at start, and keep the demo's fares fresh while it runs.</summary>
    public bool Enabled { get; init; }

    /// <summary>How many customers: <c>demo-1</c> and on; 20,000 unless set.</summary>
    [Range(1, 1_000_000)]
    public int Customers { get; init; } = 20_000;

    /// <summary>How often the fares are observed anew; hourly unless set.</summary>
    public TimeSpan RefreshFaresEvery { get; init; } = TimeSpan.FromHours(1);
}
