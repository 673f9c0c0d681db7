using System.Globalization;
using System.Text.Json;
using MicroSeg.Audience.Schema;

namespace MicroSeg.Audience.Tests.Oracle;

/// <summary>Rules of every kind by chance, as JSON text.</summary>
internal sealed partial class RandomRules(int seed, AudienceSchema schema, DateTimeOffset asOf, IReadOnlyList<string>? models = null)
{
    private static readonly string[] Lengths = ["1m", "6h", "24h", "1d", "7d", "2w", "30d", "90d", "1mo", "3mo", "1y"];
    private static readonly string[] WholeDays = ["1d", "7d", "2w", "30d", "1mo", "3mo", "1y"];
    private readonly Random _random = new(seed);

    /// <summary>Whether segments are asked for their past too, which nothing records while time passes in some tests.</summary>
    public bool WithPasts { get; init; } = true;

    public string Next(int knownSegments, int depth = 0)
    {
        var children = () => string.Join(", ", Enumerable.Range(0, _random.Next(4)).Select(_ => Next(knownSegments, depth + 1)));
        return _random.Next(depth > 2 ? 7 : 12) switch
        {
            0 or 1 => Attribute(),
            2 when knownSegments > 0 && _random.Next(2) == 0 => Segment(_random.Next(knownSegments)),
            3 when models is not null && _random.Next(3) == 0 => Rfm(models[_random.Next(models.Count)]),
            < 6 => Event(),
            6 => Sequence(),
            7 => $$"""{ "all": [{{children()}}] }""",
            8 => $$"""{ "any": [{{children()}}] }""",
            9 => $$"""{ "none": [{{children()}}] }""",
            10 => $$"""{ "not": {{Next(knownSegments, depth + 1)}} }""",
            _ => $$"""{ "atLeast": {{_random.Next(4)}}, "of": [{{children()}}] }""",
        };
    }

    private string Segment(int number)
    {
        var term = !WithPasts ? "" : _random.Next(6) switch
        {
            0 => $$""", "memberFor": { "{{Pick(["gt", "gte", "lt", "lte"])}}": "{{Pick(Lengths)}}" }""",
            1 => $$""", "memberFor": { "between": ["1d", "{{Pick(Lengths)}}"] }""",
            2 => $", \"entered\": \"{Pick(Lengths)}\"",
            3 => $", \"left\": \"{Pick(Lengths)}\"",
            4 => $", \"at\": {Moment(instants: true)}",
            _ => "",
        };
        return $$"""{ "segment": "s{{number}}"{{term}} }""";
    }

    private string Rfm(string model)
    {
        string[] scores = [.. new[] { "recency", "frequency", "monetary" }.Where(_ => _random.Next(2) == 0)];
        var score = () => _random.Next(0, 8);
        var operators = () => Pick([$"\"gte\": {score()}", $"\"lt\": {score()}", $"\"eq\": {score()}", $"\"ne\": {score()}", $"\"in\": [{score()}, {score()}, {score()}]", $"\"between\": [{_random.Next(0, 4)}, {_random.Next(4, 8)}]"]);
        return $$"""{ "rfm": "{{model}}", {{string.Join(", ", (scores.Length == 0 ? ["recency"] : scores).Select(s => $"\"{s}\": {{ {operators()} }}"))}} }""";
    }

    private string Attribute()
    {
        var attribute = Pick(schema.Attributes.ToArray());
        return $$"""{ "attribute": "{{attribute.Name}}", {{Operators(attribute, exists: true)}} }""";
    }

    private string Operators(PropertyDefinition definition, bool exists = false)
    {
        if (exists && _random.Next(8) == 0)
            return $"\"exists\": {Bool()}";
        var first = Operator(definition);
        var second = _random.Next(3) == 0 ? Operator(definition) : first;
        var all = second.Key == first.Key ? first.Text : $"{first.Text}, {second.Text}";
        if (exists && _random.Next(4) == 0)
            all += ", \"orMissing\": true";
        if (definition.Type == PropertyType.String && _random.Next(4) == 0)
            all += ", \"ignoreCase\": true";
        return all;
    }

    private (string Key, string Text) Operator(PropertyDefinition definition)
    {
        var (key, operand) = definition.Type switch
        {
            PropertyType.String => Pick([
                ("eq", Text(definition)), ("ne", Text(definition)), ("in", $"[{Text(definition)}, {Text(definition)}]"), ("notIn", $"[{Text(definition)}]"), ("in", "[]"),
                ("contains", "\"E\""), ("startsWith", "\"d\""), ("endsWith", "\"R\""), ("matches", "\"^[A-K]\""), ("matches", "\"l$\"")]),
            PropertyType.Number or PropertyType.Decimal => Number(definition.Type),
            PropertyType.Boolean => ("eq", Bool()),
            PropertyType.Date => Day([WholeDays], instants: false),
            PropertyType.DateTime => Day([Lengths], instants: true),
            PropertyType.StringSet => Pick([("hasAny", "[\"a\", \"b\"]"), ("hasAll", "[\"a\", \"c\"]"), ("hasNone", "[\"d\"]"), ("hasAny", "[]"), ("hasAll", "[\"zz\"]"), ("size", "{ \"gte\": 2 }"), ("size", "{ \"eq\": 0 }")]),
            _ => ("withinKm", Pick(["0", "600", "3000"]) + ", \"of\": { \"lat\": 48.85, \"lon\": 2.35 }"),
        };
        return (key, $"\"{key}\": {operand}");
    }

    private (string Key, string Operand) Number(PropertyType type)
    {
        var n = () => type == PropertyType.Decimal ? Pick(["0", "0.1", "0.3", "99.99", "100", "100.000001", "-5"]) : Pick(["0", "0.1", "0.30000000000000004", "1", "2", "3", "1.5"]);
        var numbers = new[] { n(), n() }.OrderBy(x => double.Parse(x, CultureInfo.InvariantCulture)).ToArray();
        return Pick([
            ("eq", n()), ("ne", n()), ("gt", n()), ("gte", n()), ("lt", n()), ("lte", n()), ("between", $"[{numbers[0]}, {numbers[1]}]"), ("in", $"[{n()}, {n()}, 7]"), ("notIn", $"[{n()}, {n()}]"),
            ("in", "[" + string.Join(", ", Enumerable.Range(0, 12)) + "]")]);
    }

    private (string Key, string Operand) Day(string[][] lengths, bool instants)
    {
        var length = $"\"{Pick(lengths[0])}\"";
        var moments = new[] { Moment(instants), Moment(instants) };
        Array.Sort(moments, (a, b) => a.Length != b.Length ? 0 : string.CompareOrdinal(a, b));
        return Pick([
            ("on", moments[0]), ("before", moments[0]), ("after", moments[0]), ("between", $"[{moments[0]}, {moments[1]}]"), ("withinLast", length), ("withinNext", length),
            ("anniversaryWithinNext", $"\"{Pick(["1d", "7d", "1mo"])}\"")]);
    }

    private string Moment(bool instants)
    {
        var at = asOf.AddDays(-Pick([0, 0, 1, 3, 7, 30, 31, 365]));
        return instants && _random.Next(2) == 0 ? $"\"{at:yyyy-MM-dd'T'HH:mm:ss'Z'}\"" : $"\"{at:yyyy-MM-dd}\"";
    }

    private string Where(EventDefinition definition, int depth)
    {
        var children = () => string.Join(", ", Enumerable.Range(0, _random.Next(3)).Select(_ => Where(definition, depth + 1)));
        if (depth < 2 && _random.Next(3) == 0)
        {
            return _random.Next(4) == 0
                ? $$"""{ "not": {{Where(definition, depth + 1)}} }"""
                : $$"""{ "{{Pick(["all", "any", "none"])}}": [{{children()}}] }""";
        }

        if (_random.Next(4) == 0)
        {
            var (property, attribute) = definition.Name == "booked"
                ? Pick([("destination", "homeAirport"), ("price", "priceLimit"), ("points", "score"), ("departs", "birthDate"), ("extras", "tags"), ("place", "home"), ("seenAt", "signedUpAt"), ("refundable", "vip")])
                : Pick([("destination", "homeAirport"), ("price", "priceLimit")]);
            return $$"""{ "property": "{{property}}", "{{Pick(["eqAttribute", "neAttribute"])}}": "{{attribute}}"{{(_random.Next(4) == 0 ? ", \"orMissing\": true" : "")}} }""";
        }

        var any = Pick(definition.Properties.ToArray());
        return $$"""{ "property": "{{any.Name}}", {{Operators(any, exists: true)}} }""";
    }

    private string Text(PropertyDefinition definition) => JsonSerializer.Serialize(definition.Name switch
    {
        "timeZone" => Pick(RandomAudience.Zones),
        "cabin" => Pick(["economy", "first"]),
        _ => Pick(RandomAudience.Airports),
    });

    private string Bool() => _random.Next(2) == 0 ? "true" : "false";

    private T Pick<T>(T[] values) => values[_random.Next(values.Length)];
}
