using System.Text.Json;
using MicroSeg.Audience.Schema;

namespace MicroSeg.Audience.Rules.Reading;

/// <summary>Reads the values that operators compare with.</summary>
internal static class Values
{
    /// <summary>Reads one value of a type; null, and a finding, when it is none.</summary>
    public static PropertyValue? One(ReadState state, JsonPlace place, PropertyType type)
    {
        if (PropertyValueJson.TryRead(place.Json, type, out var value, out var error))
            return value;
        state.Report(RuleCodes.BadValue, place.Path, error!);
        return null;
    }

    /// <summary>Reads a list of values of a type, each mistake a finding; null when there is one.</summary>
    public static ValueList<PropertyValue>? List(ReadState state, JsonPlace place, PropertyType type)
    {
        if (!IsList(state, place))
            return null;
        var values = new List<PropertyValue>();
        var count = place.Json.GetArrayLength();
        for (var i = 0; i < count; i++)
        {
            if (One(state, place.Item(i), type) is { } value)
                values.Add(value);
        }

        return values.Count == count ? [.. values] : null;
    }

    /// <summary>Whether the value is an array of a length that the limits allow; a finding otherwise.</summary>
    public static bool IsList(ReadState state, JsonPlace place)
    {
        if (place.Json.ValueKind != JsonValueKind.Array)
            state.ReportShape(place, "an array");
        else if (place.Json.GetArrayLength() > state.Limits.MaxListValues)
            state.Report(RuleCodes.TooManyValues, place.Path, $"found {RuleText.Number(place.Json.GetArrayLength())} values, expected at most {RuleText.Number(state.Limits.MaxListValues)}");
        else
            return true;
        return false;
    }

    /// <summary>The two items of <c>[a, b]</c>; null, and a finding, when there are not two.</summary>
    public static (JsonPlace From, JsonPlace To)? Pair(ReadState state, JsonPlace place)
    {
        if (place.Json.ValueKind == JsonValueKind.Array && place.Json.GetArrayLength() == 2)
            return (place.Item(0), place.Item(1));
        state.ReportShape(place, "an array of two values: [from, to]");
        return null;
    }

    /// <summary>Reads a duration; null, and a finding, when it is none.</summary>
    public static RuleDuration? Duration(ReadState state, JsonPlace place)
    {
        if (place.Json.ValueKind == JsonValueKind.String && RuleDuration.TryParse(place.Json.GetString(), out var duration))
            return duration;
        state.Report(RuleCodes.BadDuration, place.Path, $"found {place.Shown}, expected {RuleDuration.Expected}");
        return null;
    }

    /// <summary>Reads a date or an instant; null, and a finding, when it is neither.</summary>
    public static Moment? MomentOf(ReadState state, JsonPlace place, bool instants)
    {
        if (place.Json.ValueKind == JsonValueKind.String)
        {
            var text = place.Json.GetString()!;
            if (PropertyValueJson.TryParse(text, PropertyType.Date, out var date, out _))
                return new Moment(date);
            if (instants && PropertyValueJson.TryParse(text, PropertyType.DateTime, out var instant, out _))
                return new Moment(instant);
        }

        state.Report(RuleCodes.BadValue, place.Path, $"found {place.Shown}, expected a date such as \"2026-03-01\"{(instants ? " or an instant such as \"2026-03-01T10:00:00Z\"" : "")}");
        return null;
    }

    /// <summary>Reads a whole number in a range; null, and a finding, when it is none. 3.0 is one.</summary>
    public static long? Whole(ReadState state, JsonPlace place, long min, long max)
    {
        if (place.Json.ValueKind == JsonValueKind.Number && place.Json.TryGetDecimal(out var number) && number == decimal.Truncate(number) && number >= min && number <= max)
            return (long)number;
        state.Report(RuleCodes.BadValue, place.Path, $"found {place.Shown}, expected a whole number from {RuleText.Number(min)} to {RuleText.Number(max)}");
        return null;
    }
}
