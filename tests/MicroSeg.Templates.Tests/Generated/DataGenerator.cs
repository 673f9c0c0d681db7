using System.Text.Json;
using System.Text.Json.Nodes;

namespace MicroSeg.Templates.Tests.Generated;

/// <summary>Random data over the few names that the generated templates use, so that paths often lead somewhere.</summary>
internal sealed class DataGenerator(Random random)
{
    public static readonly string[] Names = ["a", "b", "c", "items", "name", "flag", "with space", "12"];

    private static readonly string[] s_texts = ["", "x", "Ann", "<b>&\"'`=</b>", "0", "1", "null", "é€😀", " padded ", "line\nbreak", "items", "length"];

    private static readonly double[] s_numbers =
        [0, -0.0, 1, -1, 42, 1.5, 0.1, 1e21, 1e-7, 123456789012345680000.0, 5e-324, 1.7976931348623157e308, 1e15, 1e16, 0.000001, 123456.789, -1e-9, 4503599627370497.5];

    public JsonElement Root() => JsonSerializer.SerializeToElement(random.Next(12) == 0 ? Value(2) : Object(3));

    private JsonNode? Value(int depth) => random.Next(depth > 0 ? 10 : 6) switch
    {
        0 => null,
        1 => JsonValue.Create(random.Next(2) == 0),
        2 or 3 => JsonValue.Create(s_texts[random.Next(s_texts.Length)]),
        4 => JsonValue.Create(s_numbers[random.Next(s_numbers.Length)]),
        5 => JsonValue.Create(random.Next(4) == 0 ? Math.ScaleB(random.NextDouble() - 0.5, random.Next(-80, 80)) : random.Next(5)),
        6 or 7 => Object(depth - 1),
        _ => List(depth - 1),
    };

    private JsonObject Object(int depth)
    {
        var members = new JsonObject();
        foreach (var name in Names.Where(_ => random.Next(3) > 0).OrderBy(_ => random.Next()))
            members[name] = Value(depth);
        return members;
    }

    private JsonArray List(int depth) => new([.. Enumerable.Range(0, random.Next(4)).Select(_ => Value(depth))]);
}
