using System.Text.Encodings.Web;
using System.Text.Json;

namespace MicroSeg.Templates.Tests.Generated;

/// <summary>Generated cases with npm handlebars' own output, kept in golden.ndjson so that agreement is tested where Node is not.</summary>
/// <remarks>Written anew, by npm handlebars, when the tests run with <c>TEMPLATE_WRITE_GOLDEN=1</c>.</remarks>
public sealed class GoldenTests
{
    private const int Count = 300;
    private const int LongestCase = 1_200;
    private static readonly string s_file = Path.Combine(RepositoryRoot.TestProject, "Generated", "golden.ndjson");
    private static readonly JsonSerializerOptions s_json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    [Fact]
    public async Task Recorded_output_of_npm_handlebars_is_rendered_again()
    {
        if (Environment.GetEnvironmentVariable("TEMPLATE_WRITE_GOLDEN") == "1")
            await WriteAsync();
        var records = (await File.ReadAllLinesAsync(s_file)).Select(line => JsonSerializer.Deserialize<Record>(line)!).ToList();

        var failures = records.Where(record => EngineUnderTest.Render(record.Case).Output != record.Output).ToList();

        Assert.Equal(Count, records.Count);
        Assert.True(failures.Count == 0, string.Join('\n', failures.Select(record => $"{record.Case.Template}: expected {record.Output}, got {EngineUnderTest.Render(record.Case)}")));
    }

    private static async Task WriteAsync()
    {
        var generator = new TemplateGenerator(new Random(7));
        var cases = Enumerable.Range(0, 6_000).Select(_ => generator.Next())
            .Where(test => test.Template.Length > 20 && JsonSerializer.Serialize(test).Length < LongestCase).ToList();
        var outcomes = await NodeOracle.RenderAsync(cases);
        var records = cases.Zip(outcomes, (test, outcome) => new Record(test, outcome.Output)).Where(record => record.Output?.Length > 3).Take(Count);
        await File.WriteAllLinesAsync(s_file, records.Select(record => JsonSerializer.Serialize(record, s_json)));
    }

    private sealed record Record(GeneratedCase Case, string? Output);
}
