namespace MicroSeg.Templates.Tests.Generated;

/// <summary>What this engine and npm handlebars make of the same generated templates.</summary>
public sealed class HandlebarsAgreementTests
{
    private static readonly int s_seed = int.Parse(Environment.GetEnvironmentVariable("TEMPLATE_TEST_SEED") ?? "20260301");

    [Fact]
    public async Task Generated_templates_render_as_npm_handlebars_renders_them()
    {
        var generator = new TemplateGenerator(new Random(s_seed));
        await AssertAgreement([.. Enumerable.Range(0, 3_000).Select(_ => generator.Next())], areDamaged: false);
    }

    [Fact]
    public async Task Damaged_templates_are_accepted_or_refused_as_npm_handlebars_does()
    {
        var random = new Random(s_seed);
        var generator = new TemplateGenerator(random);
        await AssertAgreement([.. Enumerable.Range(0, 3_000).Select(_ => TemplateDamage.Do(generator.Next(), random))], areDamaged: true);
    }

    private static async Task AssertAgreement(IReadOnlyList<GeneratedCase> cases, bool areDamaged)
    {
        if (NodeOracle.Absence() is { } reason)
            Assert.Skip(reason);
        var expected = await NodeOracle.RenderAsync(cases);

        var failures = cases.Zip(expected)
            .Select(pair => (pair.First, Expected: pair.Second, Actual: EngineUnderTest.Render(pair.First)))
            .Where(result => !result.Actual.Agrees(result.Expected) && !(areDamaged && IsStricter(result.Actual)))
            .OrderBy(result => result.First.Template.Length)
            .ToList();

        Assert.True(failures.Count == 0, $"{failures.Count} of {cases.Count} differ\n" + string.Join("\n\n", failures.Take(8).Select(Tell)));
        Assert.True(areDamaged || expected.Count(outcome => outcome.Output is not null) > cases.Count / 2);
    }

    /// <summary>Misuse that npm handlebars lets pass: surplus arguments of <c>lookup</c> before a missing value, an inline partial whose name is no literal.</summary>
    private static bool IsStricter(Outcome actual)
        => actual.Error is { } error && (error.StartsWith(TemplateErrorCodes.HelperArguments, StringComparison.Ordinal) || error.StartsWith(TemplateErrorCodes.Decorator, StringComparison.Ordinal));

    private static string Tell((GeneratedCase Test, Outcome Expected, Outcome Actual) result)
        => $"{result.Test.Template}\n  data {result.Test.Data}\n  partials {string.Join(" || ", result.Test.Partials)}\n  expected {result.Expected}\n  got      {result.Actual}";
}
