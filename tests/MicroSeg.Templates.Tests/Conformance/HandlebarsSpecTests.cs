using System.Text.Json;

namespace MicroSeg.Templates.Tests.Conformance;

/// <summary>The public cases of handlebars-spec that need no JavaScript.</summary>
public sealed class HandlebarsSpecTests
{
    private static readonly string s_suite = Path.Combine(RepositoryRoot.Path, "..", "shared", "suites", "handlebars-spec-220.json");

    [Fact]
    public void Every_case_renders_or_fails_as_the_specification_says()
    {
        if (!File.Exists(s_suite))
            Assert.Skip("The suite handlebars-spec-220.json is not beside the project");
        using var suite = JsonDocument.Parse(File.ReadAllText(s_suite));

        var failures = suite.RootElement.EnumerateArray().Select(Run).OfType<string>().ToList();

        Assert.Equal(220, suite.RootElement.GetArrayLength());
        Assert.True(failures.Count == 0, string.Join('\n', failures));
    }

    private static string? Run(JsonElement test)
    {
        var name = $"{test.GetProperty("file").GetString()}: {test.GetProperty("description").GetString()}, {test.GetProperty("it").GetString()}";
        var source = test.GetProperty("template").GetString()!;
        var mustFail = test.TryGetProperty("exception", out _);
        try
        {
            var options = RenderOptions.Default with { Partials = Partials(test) };
            var actual = Template.Parse(source).Render(TemplateValue.FromJson(test.GetProperty("data")), options);
            if (mustFail)
                return $"{name}: expected a failure of {source}, got {actual}";
            var expected = test.GetProperty("expected").GetString();
            return actual == expected ? null : $"{name}: {source}\n   expected {expected}\n   got      {actual}";
        }
        catch (TemplateException exception)
        {
            return mustFail ? null : $"{name}: {source}: {exception.Message}";
        }
    }

    private static Dictionary<string, Template> Partials(JsonElement test)
    {
        var partials = new Dictionary<string, Template>(StringComparer.Ordinal);
        if (!test.TryGetProperty("partials", out var sources))
            return partials;
        foreach (var source in sources.EnumerateObject())
            partials[source.Name] = Template.Parse(source.Value.ValueKind == JsonValueKind.String ? source.Value.GetString()! : Translated(source.Value));
        return partials;
    }

    /// <summary>Two cases register a JavaScript function for a partial; these are the same partials as templates.</summary>
    private static string Translated(JsonElement function)
    {
        var code = function.GetProperty("javascript").GetString()!;
        return code.Contains("'fail'", StringComparison.Ordinal) ? "fail" : "{{name}} ({{url}}) ";
    }
}
