using MicroSeg.Audience.Index;
using MicroSeg.Audience.Rules.Measures;
using MicroSeg.Audience.Schema;

namespace MicroSeg.Audience.Evaluation;

/// <summary>Keeps the best of the groups that it is offered: the largest result, then the later last event, then the smaller value.</summary>
/// <param name="ranking">Which of two results is the better one: see <see cref="Measure.Ranking"/>.</param>
/// <param name="dictionary">The dictionary of the groups' values, for types that have one.</param>
/// <param name="type">Their type.</param>
internal sealed class BestGroup(int ranking, PropertyDictionary? dictionary, PropertyType type)
{
    /// <summary>The best group's value, as a key or dictionary code.</summary>
    public long Key { get; private set; }

    /// <summary>The best group's value; null before the first.</summary>
    public PropertyValue? Value { get; private set; }

    /// <summary>The best group's result.</summary>
    public MeasureValue Result { get; private set; }

    /// <summary>When the best group's last event happened.</summary>
    public long LastEvent { get; private set; }

    public void Offer(long key, MeasureValue result, long lastEvent)
    {
        var value = PropertyDictionary.Decode(dictionary, type, key);
        if (Value is { } best && !IsBetter(value, result, lastEvent, best))
            return;
        (Key, Value, Result, LastEvent) = (key, value, result, lastEvent);
    }

    private bool IsBetter(PropertyValue value, MeasureValue result, long lastEvent, PropertyValue best)
    {
        var order = MeasureValue.Order(result, Result) * ranking;
        if (order == 0)
            order = lastEvent.CompareTo(LastEvent);
        return order != 0 ? order > 0 : Compare(value, best) < 0;
    }

    private static int Compare(PropertyValue a, PropertyValue b) => a.Type switch
    {
        PropertyType.String => string.CompareOrdinal(a.Text, b.Text),
        PropertyType.StringSet or PropertyType.Geo => string.CompareOrdinal(a.ToString(), b.ToString()),
        _ => a.Key.CompareTo(b.Key),
    };
}
