using System.Text.Json.Nodes;

namespace MicroSeg.Audience.Rules.Shapes;

/// <summary>Builds the schema of an object that has no keys but those that it names.</summary>
internal sealed class ObjectShape
{
    private readonly JsonObject _properties = [];
    private readonly JsonArray _required = [];
    private readonly Dictionary<string, JsonArray> _needs = new(StringComparer.Ordinal);
    private readonly JsonArray _all = [];

    /// <summary>Whether it has a key.</summary>
    public bool Has(string key) => _properties.ContainsKey(key);

    /// <summary>Adds a key that may be there.</summary>
    public ObjectShape May(string key, JsonObject value)
    {
        _properties.Add(key, value);
        return this;
    }

    /// <summary>Adds a key that must be there.</summary>
    public ObjectShape Must(string key, JsonObject value)
    {
        _required.Add(key);
        return May(key, value);
    }

    /// <summary>Where one key is, another must be.</summary>
    public ObjectShape Needs(string key, string other)
    {
        if (!_needs.TryGetValue(key, out var others))
            _needs.Add(key, others = []);
        others.Add(other);
        return this;
    }

    /// <summary>At least one of some keys must be there.</summary>
    public ObjectShape AtLeastOneOf(IEnumerable<string> keys)
    {
        _all.Add(new JsonObject { ["anyOf"] = Each(keys) });
        return this;
    }

    /// <summary>No two of some keys may be there.</summary>
    public ObjectShape AtMostOneOf(IReadOnlyCollection<string> keys)
    {
        var none = new JsonObject { ["not"] = new JsonObject { ["anyOf"] = Each(keys) } };
        _all.Add(new JsonObject { ["oneOf"] = new JsonArray([.. Each(keys).Select(k => k!.DeepClone()), none]) });
        return this;
    }

    /// <summary>The object must be as one of some schemas says.</summary>
    public ObjectShape AnyOf(IEnumerable<JsonObject> schemas)
    {
        _all.Add(new JsonObject { ["anyOf"] = new JsonArray([.. schemas]) });
        return this;
    }

    /// <summary>The object may not be as a schema says.</summary>
    public ObjectShape Not(JsonObject schema)
    {
        _all.Add(new JsonObject { ["not"] = schema });
        return this;
    }

    /// <summary>The schema.</summary>
    public JsonObject Build()
    {
        var schema = new JsonObject { ["type"] = "object", ["properties"] = _properties, ["additionalProperties"] = false };
        if (_required.Count > 0)
            schema["required"] = _required;
        if (_needs.Count > 0)
            schema["dependentRequired"] = new JsonObject([.. _needs.Select(n => KeyValuePair.Create(n.Key, (JsonNode?)n.Value))]);
        if (_all.Count > 0)
            schema["allOf"] = _all;
        return schema;
    }

    private static JsonArray Each(IEnumerable<string> keys) => [.. keys.Select(key => new JsonObject { ["required"] = new JsonArray(key) })];
}
