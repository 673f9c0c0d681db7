using CsvHelper;
using MicroSeg.Audience.Schema;

namespace MicroSeg.Api.Demo;

/// <summary>An airport with scheduled flights.</summary>
/// <param name="Flights">Departures in the year of the data: how busy it is.</param>
internal sealed record DemoAirport(string Iata, string City, string State, GeoPoint Location, int Flights);

/// <summary>A route that was flown.</summary>
/// <param name="Flights">Flights on it in the year of the data: how popular it is.</param>
internal sealed record DemoRoute(DemoAirport Origin, DemoAirport Destination, int Flights)
{
    /// <summary>The great-circle distance in kilometres.</summary>
    public double Km { get; } = Origin.Location.DistanceKm(Destination.Location);
}

/// <summary>The real airports and routes in <c>Demo/Data</c>, with draws by their real traffic.</summary>
internal sealed class DemoGeography
{
    private readonly WeightedDraw<DemoAirport> _airports;
    private readonly Dictionary<string, WeightedDraw<DemoRoute>> _routesFrom;

    private DemoGeography(IReadOnlyList<DemoRoute> routes)
    {
        Routes = routes;
        _airports = new([.. routes.Select(r => r.Origin).Distinct().Select(a => (a, (double)a.Flights))]);
        _routesFrom = routes.GroupBy(r => r.Origin.Iata, StringComparer.Ordinal)
            .ToDictionary(g => g.Key, g => new WeightedDraw<DemoRoute>([.. g.Select(r => (r, (double)r.Flights))]), StringComparer.Ordinal);
    }

    /// <summary>Every route.</summary>
    public IReadOnlyList<DemoRoute> Routes { get; }

    /// <summary>Reads the data that is embedded in the assembly.</summary>
    public static DemoGeography Load()
    {
        var flown = Read("flights-airport.csv", csv => (Origin: csv.GetString("origin"), Destination: csv.GetString("destination"), Count: csv.Parse<int>("count")));
        var traffic = flown.GroupBy(f => f.Origin, StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.Sum(f => f.Count), StringComparer.Ordinal);
        var airports = Read("airports.csv", csv => new DemoAirport(
                csv.GetString("iata"), csv.GetString("city"), csv.GetString("state"),
                new GeoPoint(csv.Parse<double>("latitude"), csv.Parse<double>("longitude")), traffic.GetValueOrDefault(csv.GetString("iata"))))
            .ToDictionary(a => a.Iata, StringComparer.Ordinal);
        return new([.. flown.Where(f => f.Origin != f.Destination && airports.ContainsKey(f.Origin) && airports.ContainsKey(f.Destination) && traffic.ContainsKey(f.Destination))
            .Select(f => new DemoRoute(airports[f.Origin], airports[f.Destination], f.Count))]);
    }

    /// <summary>An airport, busy ones more often.</summary>
    public DemoAirport DrawAirport(Random random) => _airports.Draw(random);

    /// <summary>A route from an airport, popular ones more often.</summary>
    public DemoRoute DrawRoute(string origin, Random random) => _routesFrom[origin].Draw(random);

    private static List<T> Read<T>(string file, Func<CsvReader, T> read)
    {
        using var stream = typeof(DemoGeography).Assembly.GetManifestResourceStream("Demo.Data." + file)!;
        using var csv = CsvReader.Create(stream);
        var rows = new List<T>();
        while (csv.Read())
            rows.Add(read(csv));
        return rows;
    }
}
