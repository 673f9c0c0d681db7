using System.Text.Json;

namespace MicroSeg.Audience.Rules.Reading;

/// <summary>
/// Reads a JSON object key by key. Every key that is asked for is thereby known; <see cref="Finish"/> reports the rest,
/// so nothing that a rule says can be passed over in silence.
/// </summary>
internal sealed class ObjectReader
{
    private readonly ReadState _state;
    private readonly List<JsonProperty> _left = [];
    private readonly List<string> _known = [];

    private ObjectReader(ReadState state, JsonPlace place)
    {
        _state = state;
        Place = place;
    }

    public JsonPlace Place { get; }

    /// <summary>The keys that nothing has asked for yet, in the order of the text.</summary>
    public IReadOnlyList<string> Left => [.. _left.Select(m => m.Name)];

    /// <summary>Opens an object; null, and a finding, when the value is none. Of a key that stands twice the first is kept.</summary>
    public static ObjectReader? Open(ReadState state, JsonPlace place, string expected)
    {
        if (place.Json.ValueKind != JsonValueKind.Object)
        {
            state.ReportShape(place, expected);
            return null;
        }

        var reader = new ObjectReader(state, place);
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var member in place.Json.EnumerateObject())
        {
            if (seen.Add(member.Name))
                reader._left.Add(member);
            else
                state.Report(RuleCodes.DuplicateKey, place.PathOf(member.Name), $"\"{member.Name}\" stands twice in one object");
        }

        return reader;
    }

    public bool Has(string key) => _left.Exists(m => m.NameEquals(key));

    /// <summary>Names keys that could have stood here, for the suggestions.</summary>
    public void Know(IEnumerable<string> keys) => _known.AddRange(keys);

    /// <summary>Takes a key's value; null when the key is not there.</summary>
    public JsonPlace? Take(string key)
    {
        _known.Add(key);
        var index = _left.FindIndex(m => m.NameEquals(key));
        if (index < 0)
            return null;
        var member = _left[index];
        _left.RemoveAt(index);
        return Place.Member(member);
    }

    /// <summary>Takes a key's value and reports its absence.</summary>
    public JsonPlace? Require(string key, string expected)
    {
        var place = Take(key);
        if (place is null)
            _state.Report(RuleCodes.MissingKey, Place.Path, $"\"{key}\" is missing, expected {expected}");
        return place;
    }

    /// <summary>Takes a string; null when it is absent or, with a finding, something else.</summary>
    public string? TakeString(string key, out JsonPlace place)
    {
        place = Take(key) ?? default;
        if (place.Path is null)
            return null;
        if (place.Json.ValueKind == JsonValueKind.String)
            return place.Json.GetString();
        _state.ReportShape(place, "a string");
        return null;
    }

    /// <summary>Takes true or false; false when it is absent or, with a finding, something else.</summary>
    public bool TakeFlag(string key)
    {
        if (Take(key) is not { } place)
            return false;
        if (place.Json.ValueKind is JsonValueKind.True or JsonValueKind.False)
            return place.Json.GetBoolean();
        _state.ReportShape(place, "true or false");
        return false;
    }

    /// <summary>Takes a duration; null when it is absent or, with a finding, none.</summary>
    public RuleDuration? TakeDuration(string key) => Take(key) is { } place ? Values.Duration(_state, place) : null;

    /// <summary>Lets the rest be, because it cannot be judged.</summary>
    public void Forget() => _left.Clear();

    /// <summary>Reports every key that nothing has asked for.</summary>
    public void Finish()
    {
        foreach (var member in _left)
            _state.ReportUnknown(RuleCodes.UnknownKey, Place.PathOf(member.Name), "key", member.Name, [.. _known.Distinct(StringComparer.Ordinal)]);
        _left.Clear();
    }
}
