using System.Globalization;
using System.Text;

namespace MicroSeg.Benchmarks.Load;

/// <summary>Customers and events as JSON lines, always the same for the same numbers.</summary>
internal static class LoadData
{
    private const int ChunkBytes = 256 * 1024;

    private static readonly string[] Airports = [.. Enumerable.Range(0, 300).Select(i => $"{(char)('A' + (i / 26 % 26))}{(char)('A' + (i % 26))}{(char)('A' + (i * 7 % 26))}")];
    private static readonly string[] Types = ["flight_booked", "flight_searched", "email_open", "email_click", "page_view"];
    private static readonly string[] Cabins = ["economy", "economy", "economy", "premium", "business"];
    private static readonly DateTimeOffset Newest = new(2026, 11, 1, 0, 0, 0, TimeSpan.Zero);

    public const string Attributes = """
        {"homeAirport":"string","firstName":"string","tier":"string","age":"number","birthDate":"date","signedUpAt":"datetime","consent":"boolean","balance":"decimal","locale":"string","interests":"stringSet"}
        """;

    public static IEnumerable<(string Name, string Json)> Events =>
    [
        ("flight_booked", """{"properties":{"origin":"string","destination":"string","cabin":"string","price":"decimal"}}"""),
        ("flight_searched", """{"properties":{"origin":"string","destination":"string"}}"""),
        ("email_open", """{"properties":{"campaign":"string"}}"""),
        ("email_click", """{"properties":{"campaign":"string","position":"number"}}"""),
        ("page_view", """{"properties":{"path":"string","seconds":"number"}}"""),
    ];

    public static IEnumerable<ReadOnlyMemory<byte>> CustomerLines(int count)
    {
        var random = new Random(1);
        return Chunks(count, (text, i) => text.Append(CultureInfo.InvariantCulture,
            $$$"""{"id":"c{{{i}}}","attributes":{"homeAirport":"{{{Airports[random.Next(300)]}}}","firstName":"N{{{random.Next(2000)}}}","tier":"{{{(random.Next(10) == 0 ? "gold" : "none")}}}","age":{{{random.Next(18, 90)}}},"birthDate":"{{{1940 + random.Next(60)}}}-0{{{random.Next(1, 10)}}}-1{{{random.Next(10)}}}","signedUpAt":"202{{{random.Next(6)}}}-03-01T10:00:{{{random.Next(10, 60)}}}Z","consent":{{{(random.Next(5) > 0 ? "true" : "false")}}},"balance":{{{random.Next(100_000)}}}.{{{random.Next(10, 100)}}},"locale":"en-US","interests":["i{{{random.Next(20)}}}"]}}"""));
    }

    public static IEnumerable<ReadOnlyMemory<byte>> EventLines(int count, int customers)
    {
        var random = new Random(2);
        return Chunks(count, (text, i) =>
        {
            var type = Types[random.Next(Types.Length)];
            var at = Newest.AddSeconds(-random.Next(2 * 365 * 86_400));
            text.Append(CultureInfo.InvariantCulture, $$"""{"id":"e{{i}}","customer":"c{{1 + random.Next(customers)}}","type":"{{type}}","at":"{{at:yyyy-MM-dd'T'HH:mm:ss'Z'}}","properties":""");
            switch (type)
            {
                case "flight_booked":
                    text.Append(CultureInfo.InvariantCulture, $$"""{"origin":"{{Airports[random.Next(300)]}}","destination":"{{Airports[random.Next(20)]}}","cabin":"{{Cabins[random.Next(5)]}}","price":{{random.Next(30, 900)}}.99}""");
                    break;
                case "flight_searched":
                    text.Append(CultureInfo.InvariantCulture, $$"""{"origin":"{{Airports[random.Next(300)]}}","destination":"{{Airports[random.Next(300)]}}"}""");
                    break;
                case "page_view":
                    text.Append(CultureInfo.InvariantCulture, $$"""{"path":"/p/{{random.Next(500)}}","seconds":{{random.Next(1, 600)}}}""");
                    break;
                case "email_click":
                    text.Append(CultureInfo.InvariantCulture, $$"""{"campaign":"k{{random.Next(100)}}","position":{{random.Next(20)}}}""");
                    break;
                default:
                    text.Append(CultureInfo.InvariantCulture, $$"""{"campaign":"k{{random.Next(100)}}"}""");
                    break;
            }

            text.Append('}');
        });
    }

    private static IEnumerable<ReadOnlyMemory<byte>> Chunks(int count, Action<StringBuilder, int> line)
    {
        var text = new StringBuilder(ChunkBytes + 1_024);
        for (var i = 1; i <= count; i++)
        {
            line(text, i);
            text.Append('\n');
            if (text.Length < ChunkBytes && i < count)
                continue;
            yield return Encoding.UTF8.GetBytes(text.ToString());
            text.Clear();
        }
    }
}
