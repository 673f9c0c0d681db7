using System.Collections.Immutable;
using System.Text.Json;

namespace MicroSeg.Api.Blocks.Definitions;

/// <summary>Which offers of a feed a variant gets under a name.</summary>
internal sealed record BindingDefinition
{
    public const int DefaultTake = 10;
    public const int MaxTake = 100;

    public required string Name { get; init; }

    public required string Feed { get; init; }

    /// <summary>Conditions on fields, all of which must hold: a value, a placeholder, or an object of operators.</summary>
    public ImmutableArray<(string Field, JsonElement Condition)> Where { get; init; } = [];

    /// <summary>Fields, each with a leading <c>-</c> for the largest first.</summary>
    public ImmutableArray<string> Sort { get; init; } = [];

    /// <summary>The most offers, 1 to 100; 10 unless set.</summary>
    public int Take { get; init; } = DefaultTake;

    /// <summary>The fewest offers with which the variant is shown, 0 to <see cref="Take"/>; 1 unless set.</summary>
    public int MinItems { get; init; } = 1;

    /// <summary>How old an offer may be, counted from when its price was observed; any age when null.</summary>
    public TimeSpan? MaxAge { get; init; }

    /// <summary>Date and instant fields that must not lie in the past.</summary>
    public ImmutableArray<string> NotPast { get; init; } = [];
}
