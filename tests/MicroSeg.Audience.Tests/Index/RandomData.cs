using MicroSeg.Audience.Schema;

namespace MicroSeg.Audience.Tests.Index;

/// <summary>Schemas and values for tests, decided by a seed.</summary>
internal sealed class RandomData(int seed)
{
    public Random Random { get; } = new(seed);

    /// <summary>Every type once, as attributes and as properties of both event types.</summary>
    public static AudienceSchema Schema { get; } = Enum.GetValues<PropertyType>()
        .Aggregate(AudienceSchema.Empty, (s, t) => s.WithAttribute(new PropertyDefinition($"a{t}", t)))
        .WithEvent(new EventDefinition("bought", Enum.GetValues<PropertyType>().Select(t => new PropertyDefinition($"p{t}", t))))
        .WithEvent(new EventDefinition("opened", []));

    public static AudienceSchema Grow(AudienceSchema schema, int by)
    {
        var bought = schema.Events[0];
        return schema
            .WithAttribute(new PropertyDefinition($"more{by}", (PropertyType)(by % 8)))
            .WithEvent(new EventDefinition(bought.Name, [.. bought.Properties, new PropertyDefinition($"more{by}", (PropertyType)(by % 8))]))
            .WithEvent(new EventDefinition($"event{by}", [new PropertyDefinition("p", PropertyType.String)]));
    }

    /// <summary>Few customers on two pages, so that they meet again.</summary>
    public int Ordinal() => Random.Next(4) == 0 ? 65_500 + Random.Next(80) : Random.Next(40);

    public long Time() => Random.Next(10) switch
    {
        0 => Random.NextInt64(-62_135_596_800, 253_402_300_799),
        1 => 1_700_000_000,
        _ => 1_700_000_000 + Random.Next(100_000),
    };

    public (int, PropertyValue)[] Values(IReadOnlyList<PropertyDefinition> definitions)
    {
        var values = new List<(int, PropertyValue)>();
        for (var i = 0; i < definitions.Count; i++)
        {
            if (Random.Next(3) > 0)
                values.Add((i, Value(definitions[i].Type)));
        }

        return [.. values];
    }

    private PropertyValue Value(PropertyType type) => type switch
    {
        PropertyType.String => PropertyValue.Of(Text()),
        PropertyType.Number => PropertyValue.Of(Random.Next(4) == 0 ? BitConverter.Int64BitsToDouble(Random.NextInt64() & 0x7FEF_FFFF_FFFF_FFFF) : Random.Next(-5, 100) / 2.0),
        PropertyType.Decimal => PropertyValue.Of(Random.Next(8) == 0 ? Random.NextInt64(-9_000_000_000_000_000_000, 9_000_000_000_000_000_000) / 1_000_000m : Random.Next(1000) / 10m),
        PropertyType.Boolean => PropertyValue.Of(Random.Next(2) == 0),
        PropertyType.Date => PropertyValue.Of(DateOnly.FromDayNumber(Random.Next(DateOnly.MaxValue.DayNumber))),
        PropertyType.DateTime => PropertyValue.Of(DateTimeOffset.FromUnixTimeSeconds(Time())),
        PropertyType.StringSet => PropertyValue.Of(Enumerable.Range(0, Random.Next(4)).Select(_ => Text())),
        _ => PropertyValue.Of(new GeoPoint(Random.Next(-90, 91), Random.Next(-180, 181))),
    };

    private string Text() => Random.Next(10) switch
    {
        0 => new string('ü', Random.Next(400)),
        1 => "",
        _ => "text " + Random.Next(30),
    };
}
