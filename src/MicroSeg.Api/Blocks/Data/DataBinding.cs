using System.Collections.Immutable;
using MicroSeg.Api.Schema;

namespace MicroSeg.Api.Blocks.Data;

/// <summary>A binding, its names resolved: it can be asked for offers.</summary>
internal sealed record DataBinding
{
    public required string Name { get; init; }

    public required FeedDefinition Feed { get; init; }

    public required ImmutableArray<FieldFilter> Filters { get; init; }

    public required ImmutableArray<SortField> Sort { get; init; }

    public required int Take { get; init; }

    public required int MinItems { get; init; }

    public required TimeSpan? MaxAge { get; init; }

    /// <summary>The indexes of the fields that must not lie in the past.</summary>
    public required ImmutableArray<int> NotPast { get; init; }

    /// <summary>The placeholders that its conditions read.</summary>
    public IEnumerable<Placeholder> Placeholders => Filters.SelectMany(f => f.Placeholders);

    /// <summary>The fields that it looks at.</summary>
    public IEnumerable<string> Fields => Filters.Select(f => f.Field.Name).Concat(Sort.Select(s => Feed.Fields[s.Index].Name)).Concat(NotPast.Select(i => Feed.Fields[i].Name));

    /// <summary>Whether the customer's time zone has a say.</summary>
    public bool UsesZone => Filters.Any(f => f.UsesZone) || NotPast.Any(i => Feed.Fields[i].Type == MicroSeg.Audience.Schema.PropertyType.Date);
}

/// <param name="Index">The field.</param>
/// <param name="Descending">Whether the largest comes first.</param>
internal readonly record struct SortField(int Index, bool Descending);
