using System.Globalization;
using System.Text;
using MicroSeg.Audience.Evaluation;
using MicroSeg.Audience.Schema;
using MicroSeg.Benchmarks.Evaluation;

namespace MicroSeg.Benchmarks.DuckDb;

/// <summary>Writes the customers and events of <see cref="FlightAudience"/> to files that DuckDB reads, with the bucket of the salt that the rules use.</summary>
internal sealed class CsvSink : IFlightSink, IDisposable
{
    private readonly StreamWriter _customers;
    private readonly StreamWriter[] _events;
    private readonly StringBuilder _line = new();

    public CsvSink(string folder)
    {
        Folder = folder;
        _customers = Open("customers");
        _events = [.. FlightAudience.Schema.Events.Select(e => Open(e.Name))];
    }

    public string Folder { get; }

    public static string Salt => "spring";

    /// <summary>The statements that make the tables.</summary>
    public IEnumerable<string> Tables()
    {
        var attributes = FlightAudience.Schema.Attributes.Select(a => a.Type == PropertyType.Geo ? "lat DOUBLE, lon DOUBLE" : $"{a.Name} {SqlType(a.Type)}");
        yield return $"CREATE TABLE customers (ord INTEGER, bucket INTEGER, {string.Join(", ", attributes)})";
        yield return Copy("customers");
        foreach (var type in FlightAudience.Schema.Events)
        {
            yield return $"CREATE TABLE {type.Name} (ord INTEGER, n BIGINT, t BIGINT, {string.Join(", ", type.Properties.Select(p => $"{p.Name} {SqlType(p.Type)}"))})";
            yield return Copy(type.Name);
        }
    }

    public void AddCustomer(int ordinal, string id, ReadOnlySpan<(int Index, PropertyValue Value)> attributes)
    {
        _line.Clear().Append(CultureInfo.InvariantCulture, $"{ordinal},{SampleNode.BucketOf(Encoding.UTF8.GetBytes(Salt + id))}");
        foreach (var (_, value) in attributes)
            Append(value);
        _customers.WriteLine(_line);
    }

    public void AddEvent(int ordinal, int type, long number, long atSeconds, ReadOnlySpan<(int Index, PropertyValue Value)> properties)
    {
        _line.Clear().Append(CultureInfo.InvariantCulture, $"{ordinal},{number},{atSeconds}");
        foreach (var (_, value) in properties)
            Append(value);
        _events[type].WriteLine(_line);
    }

    public void Dispose()
    {
        _customers.Dispose();
        foreach (var file in _events)
            file.Dispose();
    }

    private void Append(PropertyValue value) => _ = value.Type switch
    {
        PropertyType.DateTime => _line.Append(CultureInfo.InvariantCulture, $",{value.Key}"),
        PropertyType.StringSet => _line.Append(CultureInfo.InvariantCulture, $",\"[{string.Join(", ", value.Members)}]\""),
        PropertyType.Geo => _line.Append(CultureInfo.InvariantCulture, $",{value.Point.Latitude},{value.Point.Longitude}"),
        PropertyType.Boolean => _line.Append(value.Key != 0 ? ",true" : ",false"),
        _ => _line.Append(CultureInfo.InvariantCulture, $",{value}"),
    };

    private static string SqlType(PropertyType type) => type switch
    {
        PropertyType.String => "VARCHAR",
        PropertyType.Number => "DOUBLE",
        PropertyType.Decimal => "DECIMAL(18, 2)",
        PropertyType.Boolean => "BOOLEAN",
        PropertyType.Date => "DATE",
        PropertyType.DateTime => "BIGINT",
        PropertyType.StringSet => "VARCHAR[]",
        _ => throw new NotSupportedException(type.ToString()),
    };

    private string Copy(string name) => $"COPY {name} FROM '{Path.Combine(Folder, name)}.csv' (FORMAT csv, HEADER false)";

    private StreamWriter Open(string name) => new(Path.Combine(Folder, name + ".csv"), append: false, new UTF8Encoding(false), 1 << 20);
}
