using MicroSeg.Audience.Schema;

namespace MicroSeg.Audience.Tests.Oracle;

/// <content>Conditions on events.</content>
internal sealed partial class RandomRules
{
    // Differences of the lengths that the customers' events lie ago, so that gaps end on their edges.
    private static readonly string[] Gaps = ["1m", "18h", "1d", "48h", "6d", "7d", "23d", "60d", "1mo", "2mo", "11mo", "1y"];

    private string Event()
    {
        var definition = Type();
        var text = $"\"event\": \"{definition.Name}\"";
        if (_random.Next(2) == 0)
            text += $", \"where\": {Where(definition, 0)}";
        var per = $", \"per\": \"{Pick(definition.Properties.ToArray()).Name}\"";
        if (_random.Next(10) == 0)
            return $"{{ {text}{(_random.Next(3) > 0 ? $", \"within\": {Window()}" : "")}{per}, \"share\": {{ {Ratio()} }} }}";
        if (_random.Next(6) == 0)
            return $"{{ {text}, \"within\": {WindowWithLength()}{(_random.Next(3) == 0 ? per + Groups() : "")}{Trend(definition)} }}";
        if (_random.Next(3) > 0)
            text += $", \"within\": {Window()}";
        if (_random.Next(3) == 0)
            text += per + Groups();
        return $"{{ {text}{Measure(definition)} }}";
    }

    private string Sequence()
    {
        var types = Enumerable.Range(0, Pick([2, 2, 2, 3, 4])).Select(_ => Type()).ToArray();
        var steps = types.Select(type => $"{{ \"event\": \"{type.Name}\"{(_random.Next(3) == 0 ? $", \"where\": {Where(type, 1)}" : "")} }}");
        var shared = types.Select(t => t.Properties.Select(p => p.Name)).Aggregate((a, b) => a.Intersect(b)).ToArray();
        var text = $"\"sequence\": [{string.Join(", ", steps)}]";
        if (_random.Next(3) == 0)
            text += $", \"within\": {Window()}";
        if (_random.Next(2) == 0)
            text += $", \"same\": \"{Pick(shared)}\"";
        text += Pick(["", $", \"gapAtMost\": \"{Pick(Gaps)}\"", $", \"gapAtMost\": \"{Pick(Gaps)}\", \"completed\": {Bool()}", $", \"gapAtMost\": \"{Pick(Gaps)}\", \"completed\": false"]);
        return $"{{ {text} }}";
    }

    private EventDefinition Type() => schema.Events[_random.Next(3) == 0 ? 1 : 0];

    private string Groups() => Pick(["", "", ", \"groups\": \"any\"", ", \"groups\": \"none\"", ", \"groups\": { \"atLeast\": 2 }"]);

    private string Measure(EventDefinition definition)
    {
        string Of(string name, PropertyDefinition property, PropertyDefinition result) => $", \"{name}\": {{ \"of\": \"{property.Name}\", {Operators(result)} }}";
        var count = new PropertyDefinition("n", PropertyType.Number);
        var any = Pick(definition.Properties.Where(p => p.Type != PropertyType.Geo).ToArray());
        var ordered = Pick(definition.Properties.Where(p => p.Type is PropertyType.Number or PropertyType.Decimal or PropertyType.Date or PropertyType.DateTime).ToArray());
        var numeric = Numeric(definition);
        return _random.Next(12) switch
        {
            0 => "",
            1 or 2 => $", \"count\": {{ {Operators(count)} }}",
            3 => Of(Pick(["sum", "avg", "median"]), numeric, numeric),
            4 => Of(Pick(["min", "max"]), ordered, ordered),
            5 => Of("distinct", any, count),
            6 => Of(Pick(["first", "last"]), any, any),
            7 => $", \"{Pick(["sinceFirst", "sinceLast"])}\": {{ \"between\": [\"1d\", \"{Pick(Lengths)}\"] }}",
            8 => $", \"{Pick(["sinceFirst", "sinceLast"])}\": {{ \"{Pick(["gt", "gte", "lt", "lte"])}\": \"{Pick(Lengths)}\" }}",
            9 => $", \"gap\": {{ \"{Pick(["longest", "shortest"])}\": {{ {Length(Gaps)} }} }}",
            _ => $", \"inPeriods\": {{ {Periods()} }}",
        };
    }

    private string Length(string[] lengths) => _random.Next(4) == 0
        ? $"\"between\": [\"{Pick(lengths)}\", \"{Pick(lengths)}\"]"
        : $"\"{Pick(["gt", "gte", "lt", "lte"])}\": \"{Pick(lengths)}\"";

    private string Periods()
    {
        var last = _random.Next(1, 8);
        var (least, most) = ($"\"atLeast\": {_random.Next(Math.Min(last, 3) + 1)}", $"\"atMost\": {_random.Next(last + 1)}");
        return $"\"of\": \"{Pick(["day", "week", "month", "quarter", "year"])}\", \"last\": {last}, {Pick([least, most, $"{least}, {most}"])}";
    }

    private string Trend(EventDefinition definition)
    {
        var of = _random.Next(3) switch
        {
            0 => "\"count\"",
            1 => $"{{ \"distinct\": \"{Pick(definition.Properties.ToArray()).Name}\" }}",
            _ => $"{{ \"{Pick(["sum", "avg", "min", "max", "median"])}\": \"{Numeric(definition).Name}\" }}",
        };
        return $", \"trend\": {{ \"of\": {of}{Pick(["", ", \"versus\": \"previous\""])}, {Ratio()} }}";
    }

    private string Ratio() => $"\"{Pick(["gt", "gte", "lt", "lte", "eq", "ne"])}\": {Pick(["0", "0.2", "0.5", "0.75", "1", "1.5", "2", "-1", "100"])}";

    private PropertyDefinition Numeric(EventDefinition definition) => Pick(definition.Properties.Where(p => p.Type is PropertyType.Number or PropertyType.Decimal).ToArray());

    private string Window() => _random.Next(7) switch
    {
        0 => $$"""{ "from": {{Moment(instants: true)}} }""",
        1 => $$"""{ "to": {{Moment(instants: true)}} }""",
        2 => _random.Next(2) == 0
            ? $$"""{ "first": "{{Pick(Lengths)}}", "after": "{{Pick(["birthDate", "signedUpAt"])}}" }"""
            : $$"""{ "last": "{{Pick(Lengths)}}", "before": "{{Pick(["birthDate", "signedUpAt"])}}" }""",
        3 => $$"""{ "months": {{Pick(["[12, 1]", "[2]", "[11, 12, 1, 2, 3]", "[5, 3]", "[6, 8]", "[1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]", "[3, 2, 12, 11]"])}}, "yearsAgo": {{Pick(["[0]", "[1]", "[0, 1]", "[1, 2]", "[2, 0]"])}} }""",
        _ => WindowWithLength(),
    };

    /// <summary>A window that has one of the same length before it.</summary>
    private string WindowWithLength()
    {
        switch (_random.Next(4))
        {
            case 0:
                return $$"""{ "last": "{{Pick(Lengths)}}", "endingBefore": "{{Pick(Lengths)}}" }""";
            case 1:
                return $$"""{ "calendar": "{{Pick(["today", "yesterday", "thisWeek", "lastWeek", "thisMonth", "lastMonth", "thisQuarter", "lastQuarter", "thisYear", "lastYear"])}}" }""";
            case 2:
                var moments = new[] { Moment(instants: true), Moment(instants: true) };
                Array.Sort(moments, string.CompareOrdinal);
                return $$"""{ "from": {{moments[0]}}, "to": {{moments[1]}} }""";
            default:
                return $"\"{Pick(Lengths)}\"";
        }
    }
}
