using System.Text.Json;
using MicroSeg.Audience.Bitmaps;

namespace MicroSeg.Api.Audiences.Sets;

/// <summary><c>{ "customers": ["a", "b"] }</c>: those of the ids that are customers.</summary>
internal sealed record CustomersLeaf(string Path, IReadOnlyList<string> Ids) : SetNode(Path)
{
    public static SetKind Kind { get; } = new("customers", Read);

    public override CustomerSet Evaluate(SetWorld world) => CustomerSet.Of(Ordinals(world));

    /// <summary>How many of the ids, each counted once, are nobody's.</summary>
    public int CountUnknown(SetWorld world) => Ids.Distinct(StringComparer.Ordinal).Count(id => !world.Keys.TryGetOrdinal(id, out _));

    private IEnumerable<int> Ordinals(SetWorld world)
    {
        foreach (var id in Ids)
        {
            if (world.Keys.TryGetOrdinal(id, out var ordinal))
                yield return ordinal;
        }
    }

    private static CustomersLeaf? Read(SetReader reader, JsonPlace place)
    {
        if (place.Json.ValueKind != JsonValueKind.Array)
            return (CustomersLeaf?)reader.Wrong(place, "an array of customers' ids");
        if (place.Json.GetArrayLength() is var count && count > reader.Limits.MaxCustomers)
        {
            reader.Report("audience.too_many_customers", place.Path, $"found {SetReader.Number(count)} ids, expected at most {SetReader.Number(reader.Limits.MaxCustomers)}");
            return null;
        }

        var ids = new List<string>(count);
        foreach (var (item, i) in place.Json.EnumerateArray().Select((item, i) => (item, i)))
        {
            if (item.ValueKind != JsonValueKind.String)
                return (CustomersLeaf?)reader.Wrong(place.Item(i), "a customer's id");
            ids.Add(item.GetString()!);
        }

        return new CustomersLeaf(place.Path, ids);
    }
}
