using System.Text.Json;
using MicroSeg.GraphQL.Coercion;
using MicroSeg.GraphQL.Language;
using MicroSeg.GraphQL.Language.Ast;
using MicroSeg.GraphQL.Tests.Generated;

namespace MicroSeg.GraphQL.Tests.Coercion;

/// <summary>Variables that this engine and npm graphql coerce, or refuse for as many reasons, alike.</summary>
public sealed class VariableAgreementTests
{
    private static readonly string[] s_types =
    [
        "Int", "Int!", "Float", "String", "Boolean!", "ID", "Colour", "Colour!", "[Int]", "[Int!]!", "[[Int]]", "Range", "Filter", "Filter!", "[Filter!]", "Pick", "Pick!", "Json",
        "Int = 3", "[Colour!] = RED", "Range = { to: 2 }", "Filter = { within: {} }",
    ];

    private static readonly string[] s_values =
    [
        "null", "0", "1", "-5", "1.0", "1.5", "1e3", "2147483647", "2147483648", "-2147483649", "12345678901234567890", "true", "false", "\"\"", "\"a\"", "\"1\"", "\"RED\"", "\"NONE\"", "[]", "[1]",
        "[null]", "[1, \"x\", 2.5]", "[[1], [2, 3]]", "{}", "{ \"to\": 2 }", "{ \"from\": null, \"to\": \"x\" }", "{ \"within\": {} }", "{ \"within\": { \"to\": 1 }, \"limit\": null }",
        "{ \"within\": {}, \"colour\": \"BLUE\", \"and\": [{ \"within\": {} }] }", "{ \"within\": {}, \"and\": [{ \"within\": {} }, { \"limit\": 1.5 }, null], \"extra\": 1 }",
        "{ \"id\": 1 }", "{ \"id\": null }", "{ \"id\": 1, \"name\": \"a\" }", "{ \"within\": 5 }", "{ \"name\": 5 }", "{ \"coulour\": \"RED\", \"within\": {} }",
    ];

    [Fact]
    public async Task Every_type_takes_and_refuses_the_same_values()
    {
        var cases = s_types.SelectMany(type => s_values.Select(value => (Type: type, Inputs: $"{{ \"v\": {value} }}")).Append((Type: type, Inputs: "{}"))).ToList();
        var questions = cases.Select(test => (object)new { kind = "variables", sdl = SampleSchema.Sdl, source = Source(test.Type), inputs = JsonElement.Parse(test.Inputs) }).ToList();
        var answers = await NodeOracle.AskAsync(questions);

        var differences = cases.Zip(answers, (test, answer) => (Test: test, Expected: Summary(answer), Actual: Summary(test.Type, test.Inputs)))
            .Where(result => result.Expected != result.Actual)
            .Select(result => $"{result.Test.Type} of {result.Test.Inputs}\n  expected {result.Expected}\n  got      {result.Actual}")
            .ToList();

        Assert.True(differences.Count == 0, $"{differences.Count} of {cases.Count} differ\n" + string.Join('\n', differences.Take(12)));
    }

    private static string Source(string type) => $"query ($v: {type}) {{ __typename }}";

    private static string Summary(JsonElement answer) => answer.TryGetProperty("coerced", out var coerced)
        ? Canonical(coerced)
        : $"{answer.GetProperty("messages").GetArrayLength()} errors: {string.Join(" | ", answer.GetProperty("messages").EnumerateArray().Select(message => Place(message.GetString()!)))}";

    private static string Summary(string type, string inputs)
    {
        var operation = (OperationDefinitionNode)Parser.Parse(Source(type)).Definitions[0];
        var values = VariableValues.Coerce(SampleSchema.Schema, operation, JsonInput.Record(JsonElement.Parse(inputs)), out var errors);
        if (errors.Length > 0)
            return $"{errors.Length} errors: {string.Join(" | ", errors.Select(error => Place(error.Message)))}";
        var coerced = values.TryGet("v", out var value) ? new Dictionary<string, object?> { ["v"] = value } : [];
        return Canonical(JsonSerializer.SerializeToElement(coerced));
    }

    /// <summary>The path in a message.</summary>
    private static string Place(string message)
    {
        var start = message.IndexOf(" at \"", StringComparison.Ordinal);
        return start < 0 ? "" : message[(start + 5)..message.IndexOf('"', start + 5)];
    }

    /// <summary>JSON with members in order and numbers as JavaScript writes them.</summary>
    private static string Canonical(JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.Object => "{" + string.Join(",", json.EnumerateObject().OrderBy(member => member.Name, StringComparer.Ordinal).Select(member => member.Name + ":" + Canonical(member.Value))) + "}",
        JsonValueKind.Array => "[" + string.Join(",", json.EnumerateArray().Select(Canonical)) + "]",
        JsonValueKind.Number => json.GetDouble().ToString("R"),
        _ => json.GetRawText(),
    };
}
