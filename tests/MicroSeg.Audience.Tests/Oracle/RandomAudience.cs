using MicroSeg.Audience.Index;
using MicroSeg.Audience.Schema;

namespace MicroSeg.Audience.Tests.Oracle;

/// <summary>Customers and events by chance, full of what is easily got wrong: missing values, equal times, times on the edges of windows, events of the future.</summary>
internal sealed class RandomAudience
{
    public static readonly string[] Zones = ["Europe/Berlin", "America/New_York", "Asia/Kolkata", "Pacific/Auckland", "America/Sao_Paulo", "No/Where", "UTC"];
    public static readonly string[] Airports = ["JFK", "DEL", "SVO", "LHR", "del", ""];
    public static readonly string[] Tags = ["a", "b", "c", "d"];

    private static readonly DateTimeOffset[] Instants =
    [
        Utc("2026-03-29T00:30:00Z"), Utc("2024-02-29T12:00:00Z"), Utc("2026-11-01T06:30:00Z"), Utc("2026-12-31T23:59:59Z"), Utc("2025-03-01T00:00:00Z"), Utc("2026-05-31T22:30:01Z"),
    ];

    private readonly Random _random;

    public RandomAudience(int seed, int customers)
    {
        _random = new Random(seed);
        AsOf = Pick(Instants);
        Schema = CreateSchema(_random.Next(4) > 0);
        Customers = [.. Enumerable.Range(0, customers).Select(i => Customer(i))];
    }

    public DateTimeOffset AsOf { get; }

    public AudienceSchema Schema { get; }

    public List<OracleCustomer> Customers { get; }

    public static int OrdinalOf(int customer) => 65_536 - 40 + customer;

    public static AudienceSchema CreateSchema(bool withZone)
    {
        PropertyDefinition[] attributes =
        [
            new("name", PropertyType.String), new("homeAirport", PropertyType.String), new("score", PropertyType.Number), new("priceLimit", PropertyType.Decimal),
            new("vip", PropertyType.Boolean), new("birthDate", PropertyType.Date), new("signedUpAt", PropertyType.DateTime), new("tags", PropertyType.StringSet), new("home", PropertyType.Geo),
        ];
        var schema = attributes.Aggregate(AudienceSchema.Empty, (s, a) => s.WithAttribute(a));
        if (withZone)
            schema = schema.WithAttribute(new PropertyDefinition("timeZone", PropertyType.String));
        return schema
            .WithEvent(new EventDefinition("booked", [
                new("destination", PropertyType.String), new("cabin", PropertyType.String), new("price", PropertyType.Decimal), new("points", PropertyType.Number),
                new("refundable", PropertyType.Boolean), new("departs", PropertyType.Date), new("seenAt", PropertyType.DateTime), new("extras", PropertyType.StringSet), new("place", PropertyType.Geo)]))
            .WithEvent(new EventDefinition("searched", [new("destination", PropertyType.String), new("price", PropertyType.Decimal)]));
    }

    /// <summary>Puts everything into an index. Some customers' events are appended only after the rest was merged, so that they are pending.</summary>
    public AudienceIndex ToIndex(bool merge)
    {
        var index = new AudienceIndex(Schema);
        var number = 0L;
        for (var i = 0; i < Customers.Count; i++)
            index.UpsertCustomer(OrdinalOf(i), Customers[i].Id, Values(Customers[i].Attributes, Schema.AttributeIndex));
        var longest = Customers.Max(c => c.Events.Count);
        for (var turn = 0; turn < longest; turn++)
        {
            for (var i = 0; i < Customers.Count; i++)
            {
                if (turn >= Customers[i].Events.Count)
                    continue;
                var e = Customers[i].Events[turn];
                var type = Schema.EventIndex(e.Type);
                index.AppendEvent(OrdinalOf(i), type, ++number, e.At.ToUnixTimeSeconds(), Values(e.Properties, Schema.Events[type].IndexOf));
            }

            if (turn == longest / 2)
                index.MergePending();
        }

        if (merge)
            index.MergePending();
        return index;
    }

    /// <summary>Stays in segments: some begin or end on the edge of a window, some touch, some go on, and some lie in the future of the evaluation.</summary>
    public OraclePast Past(int segments)
    {
        var past = new OraclePast();
        foreach (var (segment, customer) in Enumerable.Range(0, segments).SelectMany(s => Enumerable.Range(0, Customers.Count).Select(c => (s, c))))
        {
            var times = Enumerable.Range(0, _random.Next(5)).Select(_ => Time()).Distinct().Order().ToArray();
            for (var i = 0; i < times.Length; i += 2)
                past.Stay($"s{segment}", OrdinalOf(customer), times[i], i + 1 < times.Length ? times[i + 1] : null);
        }

        return past;
    }

    public static PropertyValue ToValue(object value) => value switch
    {
        string s => PropertyValue.Of(s),
        double d => PropertyValue.Of(d),
        decimal d => PropertyValue.Of(d),
        bool b => PropertyValue.Of(b),
        DateOnly d => PropertyValue.Of(d),
        DateTimeOffset d => PropertyValue.Of(d),
        string[] s => PropertyValue.Of(s),
        _ => PropertyValue.Of(new GeoPoint((((double Lat, double Lon))value).Lat, (((double Lat, double Lon))value).Lon)),
    };

    private static (int, PropertyValue)[] Values(Dictionary<string, object> values, Func<string, int> indexOf) => [.. values.Select(v => (indexOf(v.Key), ToValue(v.Value)))];

    private static DateTimeOffset Utc(string text) => DateTimeOffset.Parse(text);

    private OracleCustomer Customer(int number)
    {
        var customer = new OracleCustomer($"c{number}");
        foreach (var attribute in Schema.Attributes)
        {
            if (_random.Next(4) > 0)
                customer.Attributes[attribute.Name] = Value(attribute.Name, attribute.Type);
        }

        var count = _random.Next(3) == 0 ? 0 : _random.Next(14);
        if (_random.Next(20) == 0)
            count = 150;
        for (var i = 0; i < count; i++)
            customer.Events.Add(Event(i));
        return customer;
    }

    private OracleEvent Event(int position)
    {
        var definition = Schema.Events[_random.Next(3) == 0 ? 1 : 0];
        var properties = definition.Properties.Where(_ => _random.Next(5) > 0).ToDictionary(p => p.Name, p => Value(p.Name, p.Type));
        return new OracleEvent(definition.Name, Time(), properties, position);
    }

    private object Value(string name, PropertyType type) => type switch
    {
        PropertyType.String when name == "timeZone" => Pick(Zones),
        PropertyType.String when name == "cabin" => Pick(["economy", "business"]),
        PropertyType.String => Pick(Airports),
        PropertyType.Number => Pick([-1.5, 0, 0.1, 0.2, 1, 2, 30, 1e300]),
        PropertyType.Decimal => Pick([-5m, 0, 0.1m, 0.2m, 99.99m, 100, 100.000001m, 250]),
        PropertyType.Boolean => _random.Next(2) == 0,
        PropertyType.Date => Day(),
        PropertyType.DateTime => Time(),
        PropertyType.StringSet => Tags.Where(_ => _random.Next(3) == 0).ToArray(),
        _ => (object)(Pick([55.75, 48.85, -33.9]), Pick([37.62, 2.35, 151.2])),
    };

    private DateOnly Day() => _random.Next(4) switch
    {
        0 => new DateOnly(2000, 2, 29),
        1 => DateOnly.FromDateTime(AsOf.UtcDateTime).AddYears(-30).AddDays(_random.Next(-9, 10)),
        _ => DateOnly.FromDateTime(AsOf.UtcDateTime).AddDays(Pick([-365, -31, -30, -29, -7, -1, 0, 1, 6, 7, 14, 30, 31])),
    };

    /// <summary>Mostly on the edge of a window that rules use, to the second.</summary>
    private DateTimeOffset Time()
    {
        var edge = Pick(["1m", "6h", "24h", "1d", "7d", "2w", "30d", "90d", "1mo", "3mo", "1y"]);
        var zone = TimeZoneInfo.FindSystemTimeZoneById(Pick(["UTC", "Europe/Berlin", "America/New_York"]));
        return _random.Next(7) switch
        {
            0 => AsOf.AddSeconds(_random.Next(-1, 2)),
            1 => AsOf.AddSeconds(_random.Next(-40_000_000, 1_000_000)),
            2 => OracleTime.StartOf(OracleTime.DayOf(AsOf, zone).AddDays(-_random.Next(0, 40)), zone).AddSeconds(_random.Next(-1, 2)),
            3 => AsOf.AddDays(-3),
            _ => OracleTime.Shift(AsOf, edge, -1, zone).AddSeconds(_random.Next(-1, 2)),
        };
    }

    private T Pick<T>(T[] values) => values[_random.Next(values.Length)];
}
