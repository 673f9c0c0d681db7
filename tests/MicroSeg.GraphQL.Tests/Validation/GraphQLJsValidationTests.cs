using System.Collections.Concurrent;
using System.Text.Json;
using MicroSeg.GraphQL.Language;
using MicroSeg.GraphQL.TypeSystem;
using MicroSeg.GraphQL.Validation;

namespace MicroSeg.GraphQL.Tests.Validation;

/// <summary>The cases of GraphQL.js's own tests of its rules: the same verdict, as many errors, at the same places.</summary>
public sealed class GraphQLJsValidationTests
{
    private static readonly ConcurrentDictionary<string, GraphQLSchema> s_schemas = new(StringComparer.Ordinal);
    private static readonly Dictionary<string, ValidationRule> s_rules = ValidationRules.Executable.Concat(ValidationRules.Sdl).Concat(ValidationRules.Optional)
        .DistinctBy(rule => rule.Name).ToDictionary(rule => rule.Name + "Rule", StringComparer.Ordinal);

    [Fact]
    public void Every_case_gets_the_same_errors_at_the_same_places()
    {
        var cases = Suites.Lines("graphql-js-16.11.0-validation.ndjson");

        var failures = cases.Select(Difference).OfType<string>().ToList();

        Assert.Equal(536, cases.Count);
        Assert.True(failures.Count == 0, $"{failures.Count} differ\n" + string.Join("\n\n", failures.Take(10)));
    }

    private static string? Difference(JsonElement test)
    {
        var expected = Locations(test);
        var document = Parser.Parse(test.GetProperty("query").GetString()!, ParserOptions.Trusted);
        var errors = DocumentValidator.Run(Schema(test), document, [s_rules[test.GetProperty("rule").GetString()!]], ValidationOptions.Default);
        var actual = errors.Select(error => string.Join(' ', error.Locations)).ToList();
        return expected.SequenceEqual(actual) ? null : $"{test.GetProperty("rule")}\n{test.GetProperty("query")}\nexpected {string.Join(" | ", expected)}\ngot      {string.Join(" | ", errors)}";
    }

    private static List<string> Locations(JsonElement test) => [.. test.GetProperty("errors").EnumerateArray()
        .Select(error => string.Join(' ', error.GetProperty("locations").EnumerateArray()
            .Select(location => new SourceLocation(location.GetProperty("line").GetInt32(), location.GetProperty("column").GetInt32()))))];

    private static GraphQLSchema? Schema(JsonElement test)
    {
        var sdl = test.GetProperty("schema").GetString();
        if (sdl is null)
            return null;
        if (sdl == "@test")
            sdl = Suites.ReadOrSkip("graphql-js-validation-testschema.graphql");
        return s_schemas.GetOrAdd(sdl, Build);
    }

    private static GraphQLSchema Build(string sdl)
    {
        var builder = new SchemaBuilder().AddSdl(sdl).WithoutValidation();

        // The case that needs this scalar gives it a coercion that takes nothing, which SDL does not show.
        if (sdl.Contains("scalar CustomScalar", StringComparison.Ordinal))
            builder.Extend(new ScalarDefinition("CustomScalar") { Coercion = new RefusingCoercion() });
        return builder.Build();
    }

    private sealed class RefusingCoercion : ScalarCoercion
    {
        public override Coerced Output(object value) => Coerced.Invalid("refused");

        public override Coerced Input(object value) => Coerced.Invalid("refused");
    }
}
