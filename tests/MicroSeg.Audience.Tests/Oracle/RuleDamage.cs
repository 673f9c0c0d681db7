using System.Text.Json.Nodes;

namespace MicroSeg.Audience.Tests.Oracle;

/// <summary>Changes a rule in one place by chance; most of what comes of it is no rule.</summary>
internal sealed class RuleDamage(int seed)
{
    private static readonly string[] Keys =
    [
        "all", "any", "none", "not", "atLeast", "of", "attribute", "event", "property", "segment", "rfm", "sample", "salt", "where", "within", "per", "groups", "count", "sum", "first", "sinceLast",
        "memberFor", "entered", "left", "at", "recency", "eq", "in", "between", "gte", "on", "withinLast", "anniversaryWithinNext", "hasAny", "size", "withinKm", "exists", "orMissing", "ignoreCase",
        "eqAttribute", "last", "endingBefore", "from", "to", "calendar", "matches", "contains", "unheardOf",
    ];

    private static readonly string[] Values =
    [
        "null", "true", "false", "0", "1", "-1", "2.5", "3.0", "101", "1e400", "0.0000001", "0.000001", "9223372036854", "9223372036855", "12.3456", "12.34567", "[]", "{}", "[1]", "[1, 2]", "[2, 1, 3]", "[\"a\"]", "[\"1d\", \"2d\"]", "[\"2026-01-01\", \"2026-01-02\"]", "\"\"", "\"a\"",
        "\"1d\"", "\"0d\"", "\"007d\"", "\"0000000001d\"", "\"000000001d\"", "\"1D\"", "\"12h\"", "\"36600d\"", "\"36601d\"", "\"1200mo\"", "\"1201mo\"", "\"100y\"", "\"101y\"", "\"5228w\"", "\"5229w\"", "\"878400h\"", "\"878401h\"", "\"52704000m\"", "\"52704001m\"", "\"30 d\"", "\"1mo\"",
        "\"2026-02-28\"", "\"2026-02-29\"", "\"2024-02-29\"", "\"1900-02-29\"", "\"2000-02-29\"", "\"0000-01-01\"", "\"0001-01-01\"", "\"2026-04-31\"", "\"2026-13-01\"", "\"2026-1-1\"",
        "\"2026-02-28T10:00:00Z\"", "\"2026-02-28T10:00:00z\"", "\"2026-02-28t10:00:00Z\"", "\"2026-02-28 10:00:00Z\"", "\"2026-02-28 10:00Z\"", "\"2026-02-28T10:00Z\"", "\"2026-02-28T24:00:00Z\"", "\"2026-02-28T10:00:60Z\"", "\"2026-02-28T10:00:00\"", "\"2026-02-28T10:00:00.Z\"", "\"2026-02-28T10:00:00.1234567Z\"",
        "\"2026-02-28T10:00:00.12345678Z\"", "\"2026-02-28T10:00:00+02:00\"", "\"2026-02-28T10:00:00+0200\"", "\"2026-02-28T10:00-0330\"", "\"2026-02-28T10:00-03:30\"", "\"2026-02-28T10:00:00+14:00\"", "\"2026-02-28T10:00:00+14:30\"", "\"2026-02-28T10:00:00+13:60\"", "\"2026-02-28T10:00:00.5+02\"", "\"2026-02-28 10:00:00.5Z\"",
        "\"score\"", "\"name\"", "\"price\"", "\"destination\"", "\"booked\"", "\"searched\"", "\"s1\"", "\"s99\"", "\"default\"", "\"any\"", "\"none\"", "\"thisMonth\"", "{ \"atLeast\": 2 }", "{ \"atLeast\": 0 }", "{ \"gte\": 2 }", "{ \"gte\": \"2d\" }", "{ \"last\": \"3d\" }",
        "{ \"lat\": 90, \"lon\": -180 }", "{ \"lat\": 90.1, \"lon\": 0 }", "{ \"lat\": 1, \"lon\": 2, \"alt\": 3 }", "{ \"exists\": true }", "{ \"of\": \"price\", \"gte\": 1 }", "{ \"of\": \"place\", \"exists\": true }", "{ \"of\": \"place\", \"withinKm\": 1 }", "{ \"sample\": 10 }", "[{ \"sample\": 10 }]",
    ];

    private readonly Random _random = new(seed);

    public string Change(string rule)
    {
        var root = JsonNode.Parse(rule)!;
        var places = Places(root).ToList();
        var place = places[_random.Next(places.Count)];
        switch (_random.Next(5))
        {
            case 0 when place is JsonObject { Count: > 0 } parent:
                parent.Remove(Pick([.. parent.Select(m => m.Key)]));
                break;
            case 1 when place is JsonObject parent:
                parent[Pick(Keys)] = JsonNode.Parse(Pick(Values));
                break;
            case 2 when place is JsonObject { Count: > 0 } parent:
                var (key, value) = Pick([.. parent.Select(m => (m.Key, m.Value))]);
                parent.Remove(key);
                parent[Pick(Keys)] = value?.DeepClone();
                break;
            case 3 when place is JsonArray list:
                list.Add(JsonNode.Parse(Pick(Values)));
                break;
            default:
                if (place == root)
                    return Pick(Values);
                place.ReplaceWith(JsonNode.Parse(Pick(Values)));
                break;
        }

        return root.ToJsonString();
    }

    private static IEnumerable<JsonNode> Places(JsonNode node) => (node switch
    {
        JsonObject members => members.Select(m => m.Value),
        JsonArray list => list,
        _ => [],
    }).Where(n => n is not null).SelectMany(n => Places(n!)).Prepend(node);

    private T Pick<T>(T[] values) => values[_random.Next(values.Length)];
}
