using MicroSeg.GraphQL.Language;
using MicroSeg.GraphQL.TypeSystem;
using MicroSeg.GraphQL.Validation;

namespace MicroSeg.GraphQL.Tests.Validation;

/// <summary>Each rule with the smallest document that breaks it, checked against all rules at once, so that every other rule stays silent.</summary>
public sealed class RuleExamplesTests
{
    private static readonly GraphQLSchema s_schema = GraphQLSchema.FromSdl("""
        interface Pet { name(long: Boolean = false): String nickname: String }
        type Dog implements Pet { name(long: Boolean = false): String nickname: String volume: Int owner: Human knows(command: Command!): Boolean }
        type Cat implements Pet { name(long: Boolean = false): String nickname: String volume: String owner: Human }
        type Human { name: String pets: [Pet!] }
        union DogOrHuman = Dog | Human
        enum Command { SIT HEEL }
        input Search { text: String! limit: Int! = 10 near: Near }
        input Near @oneOf { id: ID city: String }
        type Query { dog: Dog cat: Cat pet: Pet any: DogOrHuman find(search: Search, ids: [ID!]): [Pet] near(near: Near!): Pet count(of: Int! = 1): Int }
        type Subscription { added: Pet removed: Pet }
        directive @log(level: Int!) on FIELD
        directive @tag repeatable on FIELD
        """);

    public static TheoryData<string, string, string> Queries => new()
    {
        { "executable_definitions", "{ dog { name } } type A { a: Int }", "1:18" },
        { "operation_type_existence", "mutation { a }", "1:1" },
        { "unique_operation_names", "query A { dog { name } } query A { dog { name } }", "1:7 1:32" },
        { "lone_anonymous_operation", "{ dog { name } } query A { dog { name } }", "1:1" },
        { "single_field_subscriptions", "subscription { added { name } removed { name } }", "1:31" },
        { "single_field_subscriptions", "subscription { __typename }", "1:16" },
        { "single_field_subscriptions", "subscription { added @skip(if: true) { name } }", "1:22" },
        { "single_field_subscriptions", "subscription { ...A } fragment A on Subscription { ... { added { name } } b: removed { name } }", "1:75" },
        { "known_type_names", "{ dog { ... on Wolf { name } } }", "1:16" },
        { "known_type_names", "query ($a: Missing) { count(of: $a) }", "1:12" },
        { "fragments_on_composite_types", "{ dog { ... on Command { __typename } } }", "1:16" },
        { "variables_are_input_types", "query ($a: Dog) { count(of: $a) }", "1:12" },
        { "scalar_leafs", "{ dog }", "1:3" },
        { "scalar_leafs", "{ dog { name { a } } }", "1:14" },
        { "fields_on_correct_type", "{ dog { bark } }", "1:9" },
        { "fields_on_correct_type", "{ any { name } }", "1:9" },
        { "unique_fragment_names", "{ dog { ...A } } fragment A on Dog { name } fragment A on Dog { name }", "1:27 1:54" },
        { "known_fragment_names", "{ dog { ...A } }", "1:12" },
        { "no_unused_fragments", "{ dog { name } } fragment A on Dog { name }", "1:18" },
        { "possible_fragment_spreads", "{ dog { ... on Cat { nickname } } }", "1:9" },
        { "possible_fragment_spreads", "{ dog { ...A } } fragment A on Human { pets { nickname } }", "1:9" },
        { "no_fragment_cycles", "{ dog { ...A } } fragment A on Dog { ...B } fragment B on Dog { ...A }", "1:38 1:65" },
        { "unique_variable_names", "query ($a: Int, $a: Int) { count(of: $a) }", "1:9 1:18" },
        { "no_undefined_variables", "query A { count(of: $a) }", "1:21 1:1" },
        { "no_unused_variables", "query ($a: Int) { count }", "1:8" },
        { "known_directives", "{ dog @missing { name } }", "1:7" },
        { "known_directives", "query @log(level: 1) { dog { name } }", "1:7" },
        { "unique_directives_per_location", "{ count @log(level: 1) @log(level: 1) }", "1:9 1:24" },
        { "known_argument_names", "{ count(off: 1) }", "1:9" },
        { "known_argument_names", "{ count @log(level: 1, off: 1) }", "1:24" },
        { "unique_argument_names", "{ count(of: 1, of: 1) }", "1:9 1:16" },
        { "provided_required_arguments", "{ dog { knows } }", "1:9" },
        { "provided_required_arguments", "{ count @log }", "1:9" },
        { "values_of_correct_type", "{ count(of: \"1\") }", "1:13" },
        { "values_of_correct_type", "{ count(of: null) }", "1:13" },
        { "values_of_correct_type", "{ dog { knows(command: RUN) } }", "1:24" },
        { "values_of_correct_type", "{ find(search: { limit: 1 }) { name } }", "1:16" },
        { "values_of_correct_type", "{ find(search: { text: \"a\", off: 1 }) { name } }", "1:29" },
        { "values_of_correct_type", "{ find(ids: [1, null]) { name } }", "1:17" },
        { "values_of_correct_type", "{ near(near: {}) { name } }", "1:14" },
        { "values_of_correct_type", "{ near(near: { id: 1, city: \"a\" }) { name } }", "1:14" },
        { "values_of_correct_type", "{ near(near: { id: null }) { name } }", "1:14" },
        { "unique_input_field_names", "{ find(search: { text: \"a\", text: \"b\" }) { name } }", "1:18 1:29" },
        { "variables_in_allowed_position", "query ($a: String) { count(of: $a) }", "1:8 1:32" },
        { "variables_in_allowed_position", "query ($a: [ID]) { find(ids: $a) { name } }", "1:8 1:30" },
        { "overlapping_fields_can_be_merged", "{ dog { a: name a: nickname } }", "1:9 1:17" },
        { "overlapping_fields_can_be_merged", "{ a: count(of: 1) a: count(of: 2) }", "1:3 1:19" },
        { "overlapping_fields_can_be_merged", "{ pet { ... on Dog { volume } ... on Cat { volume } } }", "1:22 1:44" },
        { "overlapping_fields_can_be_merged", "{ dog { owner { a: name } ...A } } fragment A on Dog { owner { a: pets { name } } }", "1:9 1:17 1:56 1:64" },
        { "max_introspection_depth", "{ __schema { types { fields { type { fields { type { fields { name } } } } } } } }", "1:3" },
    };

    public static TheoryData<string> Valid =>
    [
        "{ dog { name(long: true) ...A } } fragment A on Pet { nickname }",
        "query ($a: Int) { count(of: $a) }",
        "query ($a: Int! = 1, $b: [ID!]! = [1]) { count(of: $a) find(ids: $b) { name } }",
        "query ($id: ID!) { near(near: { id: $id }) { name } }",
        "{ pet { ... on Dog { a: name } ... on Cat { a: nickname } } }",
        "{ find(search: { text: \"a\", near: { city: \"b\" } }, ids: 1) { __typename } any { __typename ... on Human { name } } }",
        "{ count @tag @tag @log(level: 1) }",
        "subscription { added { name @skip(if: true) } }",
        "\"what it does\" query A(\"which\" $a: Int) { count(of: $a) ...B } \"\"\"a part\"\"\" fragment B on Query { dog { name } }",
        "{ __schema { types { name fields { name type { name ofType { name } } } } } __type(name: \"Dog\") { kind } }",
    ];

    [Theory]
    [MemberData(nameof(Queries))]
    public void A_document_that_breaks_one_rule_is_refused_by_that_rule(string rule, string query, string locations)
    {
        var errors = GraphQLDocument.Parse(query).Validate(s_schema);

        // A few documents cannot break one rule without another.
        var error = Assert.Single(errors, error => error.Code == "graphql.validation." + rule);
        Assert.Equal(locations, string.Join(' ', error.Locations));
        Assert.All(errors.Remove(error), other => Assert.Contains(other.Code, s_companions.GetValueOrDefault(rule, [])));
    }

    [Theory]
    [MemberData(nameof(Valid))]
    public void A_document_that_breaks_none_is_valid(string query) => Assert.Empty(GraphQLDocument.Parse(query).Validate(s_schema));

    [Fact]
    public void Codes_are_distinct_and_every_rule_has_an_example()
    {
        var codes = typeof(ValidationRule).Assembly.GetTypes()
            .Where(type => typeof(SyntaxVisitor).IsAssignableFrom(type))
            .Select(type => type.GetField("Code")?.GetRawConstantValue()).OfType<string>().ToList();

        Assert.Equal(codes.Count, codes.Distinct(StringComparer.Ordinal).Count());
        Assert.Equal(28, ValidationRules.Executable.Length);
        Assert.Equal(28, Queries.Select(row => row.Data.Item1).Distinct(StringComparer.Ordinal).Count());
        Assert.All(Queries, row => Assert.Contains("graphql.validation." + row.Data.Item1, codes));
    }

    private static readonly Dictionary<string, string[]> s_companions = new(StringComparer.Ordinal)
    {
        ["variables_are_input_types"] = ["graphql.validation.variables_in_allowed_position"],
        ["possible_fragment_spreads"] = [],
    };
}
