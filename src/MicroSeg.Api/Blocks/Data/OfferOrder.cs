using System.Collections.Immutable;
using MicroSeg.Api.Offers;
using MicroSeg.Audience.Schema;

namespace MicroSeg.Api.Blocks.Data;

/// <summary>Sorts offers by fields, those without a value last, and by their keys in the end, so that every node has the same order.</summary>
internal sealed class OfferOrder(ImmutableArray<SortField> fields) : IComparer<Offer>
{
    /// <summary>Whether values of a type have an order.</summary>
    public static bool CanSort(PropertyType type) => type is not (PropertyType.StringSet or PropertyType.Geo);

    public int Compare(Offer? x, Offer? y)
    {
        foreach (var field in fields)
        {
            var order = Compare(x![field.Index], y![field.Index], field.Descending);
            if (order != 0)
                return order;
        }

        return string.CompareOrdinal(x!.Key, y!.Key);
    }

    private static int Compare(PropertyValue? x, PropertyValue? y, bool descending)
    {
        if (x is not { } a || y is not { } b)
            return (x is null ? 1 : 0) - (y is null ? 1 : 0);
        var order = a.Type == PropertyType.String ? string.CompareOrdinal(a.Text, b.Text) : a.Key.CompareTo(b.Key);
        return descending ? -order : order;
    }
}
