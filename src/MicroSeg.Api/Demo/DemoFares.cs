namespace MicroSeg.Api.Demo;

/// <summary>A fare of the demo's feed.</summary>
internal sealed record DemoFare(DemoRoute Route, DateOnly Departs, decimal Price, DateTimeOffset ObservedAt)
{
    /// <summary>The feed's key.</summary>
    public string Id => $"{Route.Origin.Iata}-{Route.Destination.Iata}-{Departs:yyyyMMdd}";
}

/// <summary>Plausible fares on the real routes: they grow with the distance and shrink with the traffic.</summary>
internal sealed class DemoFares(DemoGeography geography, DateTimeOffset now)
{
    private const int FaresPerRoute = 3;

    /// <summary>A price for one seat in US dollars.</summary>
    public static decimal Price(DemoRoute route, Random random)
    {
        var competition = Math.Clamp(1.25 - (Math.Log10(Math.Max(route.Flights, 1)) / 12), 0.85, 1.25);
        var price = (35 + (0.095 * Math.Pow(route.Km, 0.96))) * competition * (0.8 + (0.5 * random.NextDouble()));
        return Math.Floor((decimal)price) + 0.99m;
    }

    /// <summary>All fares, as observed now.</summary>
    public IEnumerable<DemoFare> Observe()
    {
        var today = DateOnly.FromDateTime(now.UtcDateTime);
        var random = new Random(today.DayNumber);
        foreach (var route in geography.Routes)
        {
            for (var i = 0; i < FaresPerRoute; i++)
                yield return new DemoFare(route, today.AddDays(7 + (i * 28) + random.Next(28)), Price(route, random), now);
        }
    }
}
