using MicroSeg.Audience.Index;
using MicroSeg.Audience.Schema;

namespace MicroSeg.Benchmarks.Evaluation;

/// <summary>Customers of an airline with ten attributes, and events of five types over two years, from a fixed seed.</summary>
internal sealed class FlightAudience
{
    public static readonly DateTimeOffset AsOf = new(2026, 6, 30, 12, 0, 0, TimeSpan.Zero);
    public static readonly string[] Airports = [.. Enumerable.Range(0, 600).Select(i => $"{(char)('A' + (i / 26 % 26))}{(char)('A' + (i % 26))}{(char)('A' + (i * 7 % 26))}")];

    public static readonly string[] Zones = ["Europe/Berlin", "America/New_York", "Asia/Kolkata", "Europe/London", "Asia/Tokyo", "America/Los_Angeles"];
    private static readonly string[] Countries = ["DE", "US", "IN", "GB", "JP", "FR", "BR", "ZA"];
    private static readonly string[] Tags = ["news", "deals", "miles", "lounge", "partner", "student"];
    private static readonly string[] Cabins = ["economy", "premium", "business", "first"];

    private readonly Random _random = new(20260630);
    private readonly List<(int, PropertyValue)> _values = [];

    public static AudienceSchema Schema { get; } = CreateSchema();

    public AudienceIndex Build(int customers, long events)
    {
        var sink = new IndexSink(new AudienceIndex(Schema));
        Generate(customers, events, sink);
        sink.Index.MergePending();
        return sink.Index;
    }

    /// <summary>Makes customers and events, the same for the same counts.</summary>
    public void Generate(int customers, long events, IFlightSink sink)
    {
        long number = 0;
        for (var ordinal = 0; ordinal < customers; ordinal++)
        {
            sink.AddCustomer(ordinal, $"customer-{ordinal}", Attributes());
            // Most have few events, some have many.
            var left = events - number;
            var mean = (double)left / (customers - ordinal);
            var count = ordinal == customers - 1 ? left : Math.Min(left, (long)(-mean * Math.Log(1 - _random.NextDouble())));
            for (var i = 0L; i < count; i++)
                AddEvent(sink, ordinal, ++number);
        }
    }

    public void AddEvent(IFlightSink sink, int ordinal, long number)
    {
        var type = _random.Next(20) switch { < 2 => 0, < 9 => 1, < 15 => 2, < 18 => 3, _ => 4 };
        _values.Clear();
        switch (type)
        {
            case 0:
                _values.AddRange([(0, Airport()), (1, PropertyValue.Of(Pick(Cabins))), (2, Price()), (3, PropertyValue.Of((double)_random.Next(1, 9)))]);
                break;
            case 1:
                _values.AddRange([(0, Airport()), (1, PropertyValue.Of((double)_random.Next(1, 30)))]);
                break;
            case 3:
                _values.AddRange([(0, Price()), (1, PropertyValue.Of(Pick(Tags)))]);
                break;
            default:
                _values.Add((0, PropertyValue.Of($"campaign-{_random.Next(200)}")));
                break;
        }

        sink.AddEvent(ordinal, type, number, AsOf.ToUnixTimeSeconds() - _random.NextInt64(2L * 365 * 86_400), System.Runtime.InteropServices.CollectionsMarshal.AsSpan(_values));
    }

    private static AudienceSchema CreateSchema()
    {
        PropertyDefinition[] attributes =
        [
            new("homeAirport", PropertyType.String), new("country", PropertyType.String), new("age", PropertyType.Number), new("balance", PropertyType.Decimal), new("vip", PropertyType.Boolean),
            new("birthDate", PropertyType.Date), new("signedUpAt", PropertyType.DateTime), new("tags", PropertyType.StringSet), new("home", PropertyType.Geo), new("timeZone", PropertyType.String),
        ];
        EventDefinition[] events =
        [
            new("flight_booked", [new("destination", PropertyType.String), new("cabin", PropertyType.String), new("price", PropertyType.Decimal), new("passengers", PropertyType.Number)]),
            new("search", [new("destination", PropertyType.String), new("nights", PropertyType.Number)]),
            new("mail_opened", [new("campaign", PropertyType.String)]),
            new("purchase", [new("amount", PropertyType.Decimal), new("category", PropertyType.String)]),
            new("mail_clicked", [new("campaign", PropertyType.String)]),
        ];
        return events.Aggregate(attributes.Aggregate(AudienceSchema.Empty, (s, a) => s.WithAttribute(a)), (s, e) => s.WithEvent(e));
    }

    private (int, PropertyValue)[] Attributes()
    {
        var born = new DateOnly(1950, 1, 1).AddDays(_random.Next(20_000));
        return
        [
            (0, Airport()), (1, PropertyValue.Of(Pick(Countries))), (2, PropertyValue.Of((double)(2026 - born.Year))), (3, Price()), (4, PropertyValue.Of(_random.Next(20) == 0)),
            (5, PropertyValue.Of(born)), (6, PropertyValue.Of(AsOf.AddSeconds(-_random.Next(100_000_000)))), (7, PropertyValue.Of(Tags.Where(_ => _random.Next(3) == 0))),
            (8, PropertyValue.Of(new GeoPoint(_random.Next(-60, 61), _random.Next(-180, 181)))), (9, PropertyValue.Of(Pick(Zones))),
        ];
    }

    // Squared, so that some airports are common and most are rare.
    private PropertyValue Airport() => PropertyValue.Of(Airports[(int)(Math.Pow(_random.NextDouble(), 2) * Airports.Length)]);

    private PropertyValue Price() => PropertyValue.Of(_random.Next(1_900, 150_000) / 100m);

    private T Pick<T>(T[] values) => values[_random.Next(values.Length)];
}

/// <summary>Takes customers and events as they are made.</summary>
internal interface IFlightSink
{
    void AddCustomer(int ordinal, string id, ReadOnlySpan<(int Index, PropertyValue Value)> attributes);

    void AddEvent(int ordinal, int type, long number, long atSeconds, ReadOnlySpan<(int Index, PropertyValue Value)> properties);
}

/// <summary>Puts them into an index.</summary>
internal sealed class IndexSink(AudienceIndex index) : IFlightSink
{
    public AudienceIndex Index => index;

    public void AddCustomer(int ordinal, string id, ReadOnlySpan<(int Index, PropertyValue Value)> attributes) => index.UpsertCustomer(ordinal, id, attributes);

    public void AddEvent(int ordinal, int type, long number, long atSeconds, ReadOnlySpan<(int Index, PropertyValue Value)> properties) =>
        index.AppendEvent(ordinal, type, number, atSeconds, properties);
}
