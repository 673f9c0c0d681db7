using MicroSeg.Audience.Rules;

namespace MicroSeg.Benchmarks.Evaluation;

/// <summary>A hundred rules: ten of each of ten kinds, with parameters that differ.</summary>
internal static class HundredRules
{
    public static IReadOnlyList<SegmentDefinition> All { get; } = [.. Enumerable.Range(0, 100).Select(i => new SegmentDefinition($"s{i}", Read(TextOf(i))))];

    /// <summary>The JSON of a rule.</summary>
    public static string TextOf(int rule) => Text(rule / 10, rule % 10);

    private static string Text(int kind, int i)
    {
        var days = new[] { 7, 14, 30, 30, 60, 90, 90, 180, 365, 365 }[i];
        var airport = FlightAudience.Airports[i * 13];
        var category = new[] { "news", "deals", "miles", "lounge", "partner" }[i % 5];
        return kind switch
        {
            0 => $$"""{ "event": "flight_booked", "within": "{{days}}d", "per": "destination", "count": { "gt": {{1 + (i % 3)}} } }""",
            1 => $$"""{ "all": [ { "event": "search", "where": { "property": "destination", "eq": "{{airport}}" }, "within": "{{days}}d" }, { "event": "flight_booked", "within": "{{days}}d", "count": { "eq": 0 } } ] }""",
            2 => $$"""{ "event": "purchase", "within": "{{days}}d", "sum": { "of": "amount", "gte": {{500 * (i + 1)}} } }""",
            3 => $$"""{ "any": [ { "event": "mail_opened", "within": "{{days}}d", "count": { "gte": {{2 + i}} } }, { "event": "mail_clicked", "within": "{{days}}d" } ] }""",
            4 => $$"""{ "all": [ { "attribute": "country", "in": ["DE", "FR", "{{(i % 2 == 0 ? "US" : "IN")}}"] }, { "attribute": "age", "gte": {{20 + i}}, "lt": {{40 + i}} }, { "attribute": "tags", "hasAny": ["{{category}}"] } ] }""",
            5 => $$"""{ "event": "search", "sinceLast": { "lte": "{{days}}d" }, "where": { "property": "nights", "gte": {{i}} } }""",
            6 => $$"""{ "event": "flight_booked", "{{(i % 2 == 0 ? "avg" : "max")}}": { "of": "price", "gt": {{300 + (i * 40)}}.50 }, "where": { "property": "cabin", "in": ["business", "{{(i % 3 == 0 ? "first" : "premium")}}"] } }""",
            7 => $$"""{ "all": [ { "event": "flight_booked", "within": { "calendar": "{{new[] { "thisMonth", "lastMonth", "thisQuarter", "lastQuarter", "thisYear" }[i % 5]}}" }, "count": { "gte": {{1 + (i / 5)}} } }, { "attribute": "birthDate", "anniversaryWithinNext": "{{days}}d" } ] }""",
            8 => $$"""{ "event": "flight_booked", "where": { "property": "destination", "neAttribute": "homeAirport" }, "within": "{{days}}d", "distinct": { "of": "destination", "gte": {{1 + (i % 4)}} } }""",
            _ => $$"""{ "all": [ { "segment": "s{{i * 9}}" }, { "not": { "segment": "s{{(i * 7) + 10}}" } }, { "sample": {{5 * (i + 1)}}, "salt": "spring" }, { "attribute": "home", "withinKm": {{1000 * (i + 1)}}, "of": { "lat": 48.85, "lon": 2.35 } } ] }""",
        };
    }

    private static SegmentRule Read(string text)
    {
        var reading = RuleReader.Read(text, FlightAudience.Schema);
        return reading.Rule ?? throw new InvalidOperationException($"{text}: {string.Join("; ", reading.Findings)}");
    }
}
