using MicroSeg.GraphQL.Execution;
using MicroSeg.GraphQL.TypeSystem;

namespace MicroSeg.GraphQL.Tests.Execution;

/// <summary>Chapter 6, section by section.</summary>
public sealed class ExecutionTests
{
    private const string Sdl = """
        type Query { a: Int b: String c(x: Int = 5, y: [Int!], of: In): String pet: Pet pets: [Pet] animal: Animal deep: Query e: E later: Query }
        type Mutation { set(to: Int!): Query! fail: Int! }
        type Subscription { tick: Int! }
        interface Pet { name: String }
        type Dog implements Pet { name: String barks: Boolean }
        type Cat implements Pet { name: String meows: Boolean }
        union Animal = Dog | Cat
        enum E { ONE TWO }
        input In { p: Int! q: Int = 2 }
        """;

    private static readonly GraphQLSchema s_schema = GraphQLSchema.FromSdl(Sdl);

    [Theory]
    [InlineData("{ a }", null, """{"data":{"a":1}}""")]
    [InlineData("query A { a } query B { b }", "B", """{"data":{"b":"two"}}""")]
    [InlineData("query A { a } query B { b }", null, """{"errors":[{"message":"Must provide operation name if query contains multiple operations.","extensions":{"code":"graphql.operation"}}]}""")]
    [InlineData("query A { a } query B { b }", "C", """{"errors":[{"message":"Unknown operation named \"C\".","extensions":{"code":"graphql.operation"}}]}""")]
    [InlineData("subscription { tick }", null, """{"errors":[{"message":"A subscription has to be subscribed to, over a protocol that carries events.","extensions":{"code":"graphql.operation"}}]}""")]
    public async Task Operations_are_chosen_by_name(string query, string? operation, string expected)
        => Assert.Equal(expected, await Executing.RunAsync(s_schema, query, Root(), operation: operation));

    [Theory]
    [InlineData("{ x: a b x: a }", """{"x":1,"b":"two"}""")]
    [InlineData("{ ...F a ...F } fragment F on Query { b }", """{"b":"two","a":1}""")]
    [InlineData("{ deep { a } deep { b } }", """{"deep":{"a":1,"b":"two"}}""")]
    [InlineData("{ a @skip(if: true) b @include(if: false) __typename }", """{"__typename":"Query"}""")]
    [InlineData("{ ... @skip(if: true) { a } ... { b } ...F @include(if: false) } fragment F on Query { a }", """{"b":"two"}""")]
    [InlineData("{ a @skip(if: true) a }", """{"a":1}""")]
    [InlineData("{ pets { name ... on Dog { barks } ... on Cat { meows } ...N } } fragment N on Pet { kind: __typename }", """{"pets":[{"name":"Rex","barks":true,"kind":"Dog"},{"name":"Tom","meows":false,"kind":"Cat"},null]}""")]
    [InlineData("{ animal { __typename ... on Pet { name } } }", """{"animal":{"__typename":"Cat","name":"Tom"}}""")]
    [InlineData("{ later { later { a } b } a }", """{"later":{"later":{"a":1},"b":"two"},"a":1}""")]
    public async Task Fields_come_in_the_order_of_the_document(string query, string expected)
        => Assert.Equal($$"""{"data":{{expected}}}""", await Executing.RunAsync(s_schema, query, Root()));

    [Theory]
    [InlineData("{ c }", "{}", "x=5")]
    [InlineData("{ c(x: null) }", "{}", "x=null")]
    [InlineData("query($v: Int) { c(x: $v) }", "{}", "x=5")]
    [InlineData("query($v: Int) { c(x: $v) }", """{"v":null}""", "x=null")]
    [InlineData("query($v: Int = 7) { c(x: $v) }", "{}", "x=7")]
    [InlineData("query($v: [Int!]) { c(y: $v) }", """{"v":3}""", "x=5 y=[3]")]
    [InlineData("query($v: Int!) { c(of: { p: $v }) }", """{"v":3}""", "x=5 of={p:3,q:2}")]
    [InlineData("query($v: In) { c(of: $v) }", """{"v":{"p":4,"q":null}}""", "x=5 of={p:4,q:null}")]
    public async Task Arguments_and_variables_are_coerced(string query, string variables, string expected)
        => Assert.Equal("{\"data\":{\"c\":\"" + expected + "\"}}", await Executing.RunAsync(s_schema, query, Root(), variables));

    [Fact]
    public async Task One_document_serves_requests_whose_flags_differ()
    {
        var document = GraphQLDocument.Parse("query($on: Boolean!, $of: Int) { a @include(if: $on) b @skip(if: $on) c(x: $of) }");
        var prepared = new PreparedDocument(s_schema, document);
        var executor = new GraphQLExecutor(s_schema);
        async Task<string> Run(bool on, int of)
        {
            using var result = await executor.ExecuteAsync(prepared, new GraphQLRequest { RootValue = Root(), Variables = new Dictionary<string, object?> { ["on"] = on, ["of"] = of } });
            return result.ToJson();
        }

        for (var i = 0; i < 3; i++)
        {
            Assert.Equal($$$"""{"data":{"a":1,"c":"x={{{i}}}"}}""", await Run(on: true, i));
            Assert.Equal($$$"""{"data":{"b":"two","c":"x={{{i}}}"}}""", await Run(on: false, i));
        }
    }

    [Fact]
    public async Task A_flag_that_is_null_refuses_the_request()
        => Assert.Equal(
            """{"errors":[{"message":"Argument \"if\" of non-null type \"Boolean!\" must not be null, but $on is.","extensions":{"code":"graphql.argument"}}]}""",
            await Executing.RunAsync(s_schema, "query($on: Boolean = true) { a @include(if: $on) }", Root(), """{"on":null}"""));

    [Fact]
    public async Task Variables_that_do_not_fit_are_told_before_execution()
        => Assert.Equal(
            """{"errors":[{"message":"Variable \"$v\" of required type \"Int!\" was not provided.","locations":[{"line":1,"column":7}],"extensions":{"code":"graphql.variable"}}]}""",
            await Executing.RunAsync(s_schema, "query($v: Int!) { c(x: $v) }", Root()));

    [Fact]
    public async Task A_query_s_fields_wait_beside_one_another()
    {
        var gate = new TaskCompletionSource<object?>();
        var started = new List<string>();
        FieldResolver Wait(string name) => context =>
        {
            started.Add(name);
            if (started.Count == 3)
                gate.SetResult(1);
            return new(gate.Task);
        };
        var root = new Dictionary<string, object?> { ["a"] = Wait("a"), ["b"] = Wait("b"), ["e"] = new FieldResolver(async context => { await Wait("e")(context); return "TWO"; }) };

        Assert.Equal("""{"data":{"a":1,"b":"1","e":"TWO"}}""", await Executing.RunAsync(s_schema, "{ a b e }", root));
        Assert.Equal(["a", "b", "e"], started);
    }

    [Fact]
    public async Task A_mutation_s_fields_come_one_after_another_each_with_all_below_it()
    {
        var log = new List<string>();
        var root = new Dictionary<string, object?>
        {
            ["set"] = new FieldResolver(async context =>
            {
                var to = context.Argument<int>("to");
                log.Add($"set {to}");
                await Task.Yield();
                return new Dictionary<string, object?>
                {
                    ["a"] = new FieldResolver(async _ =>
                    {
                        await Task.Yield();
                        log.Add($"read {to}");
                        return to;
                    }),
                };
            }),
        };

        Assert.Equal(
            """{"data":{"x":{"a":1,"b":null},"y":{"a":2},"z":{"a":3}}}""",
            await Executing.RunAsync(s_schema, "mutation { x: set(to: 1) { a b } y: set(to: 2) { a } z: set(to: 3) { a } }", root));
        Assert.Equal(["set 1", "read 1", "set 2", "read 2", "set 3", "read 3"], log);
    }

    [Fact]
    public async Task A_mutation_ends_when_its_data_has_become_null()
    {
        var calls = 0;
        var root = new Dictionary<string, object?>
        {
            ["set"] = new FieldResolver(_ => new(new Dictionary<string, object?> { ["a"] = ++calls })),
            ["fail"] = new FieldResolver(async _ => { await Task.Yield(); throw new GraphQLException("test", "no"); }),
        };

        Assert.EndsWith("\"data\":null}", await Executing.RunAsync(s_schema, "mutation { x: set(to: 1) { a } fail y: set(to: 2) { a } }", root), StringComparison.Ordinal);
        Assert.Equal(1, calls);
    }

    [Theory]
    [InlineData("{ pet { name } }", """{"__typename":"Bird"}""", "Runtime Object type \\\"Bird\\\" is not a possible type for \\\"Pet\\\".")]
    [InlineData("{ pet { name } }", "{}", "Abstract type \\\"Pet\\\" must resolve to an Object type at runtime for field \\\"Query.pet\\\".")]
    public async Task A_value_of_no_possible_type_is_an_error(string query, string pet, string message)
        => Assert.Contains(message, await Executing.RunAsync(s_schema, query, ScriptedValues.Read($$"""{"pet":{{pet}}}""")), StringComparison.Ordinal);

    [Fact]
    public async Task An_enum_s_value_has_to_be_one_of_its_own()
        => Assert.Equal(
            """{"errors":[{"message":"Enum \"E\" cannot represent value: \"THREE\"","locations":[{"line":1,"column":3}],"path":["e"],"extensions":{"code":"graphql.result"}}],"data":{"e":null}}""",
            await Executing.RunAsync(s_schema, "{ e }", ScriptedValues.Read("""{"e":"THREE"}""")));

    [Fact]
    public async Task What_a_resolver_did_not_foresee_is_kept_from_the_client_and_told_to_the_host()
    {
        Exception? seen = null;
        var root = new Dictionary<string, object?> { ["a"] = new FieldResolver(_ => throw new InvalidOperationException("a secret")) };
        var options = new ExecutionOptions { OnUnexpected = (exception, path) => seen = exception };

        Assert.Equal(
            """{"errors":[{"message":"Unexpected Execution Error","locations":[{"line":1,"column":3}],"path":["a"],"extensions":{"code":"graphql.unexpected"}}],"data":{"a":null}}""",
            await Executing.RunAsync(s_schema, "{ a }", root, options: options));
        Assert.Equal("a secret", seen?.Message);
    }

    [Fact]
    public async Task A_resolver_may_report_errors_beside_its_value()
    {
        var root = new Dictionary<string, object?> { ["a"] = new FieldResolver(context => { context.ReportError(new GraphQLError("test.stale", "old")); return new(1); }) };

        Assert.Equal(
            """{"errors":[{"message":"old","locations":[{"line":1,"column":3}],"path":["a"],"extensions":{"code":"test.stale"}}],"data":{"a":1}}""",
            await Executing.RunAsync(s_schema, "{ a }", root));
    }

    [Fact]
    public async Task Cancelling_reaches_resolvers_and_ends_the_run_at_once()
    {
        using var cancellation = new CancellationTokenSource();
        var token = CancellationToken.None;
        var never = new TaskCompletionSource<object?>();
        var root = new Dictionary<string, object?>
        {
            ["a"] = new FieldResolver(context =>
            {
                token = context.CancellationToken;
                return new(never.Task);
            }),
        };
        var running = new GraphQLExecutor(s_schema).ExecuteAsync(new PreparedDocument(s_schema, GraphQLDocument.Parse("{ a }")), new GraphQLRequest { RootValue = root }, cancellation.Token);
        await cancellation.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await running);
        Assert.True(token.IsCancellationRequested);
    }

    [Fact]
    public async Task Text_of_all_kinds_is_written_as_JSON()
    {
        var text = "plain \"quoted\" \\ \n\u0001 äöü 漢字 😀 </script> " + new string('x', 10_000);
        var json = System.Text.Json.JsonElement.Parse(await Executing.RunAsync(s_schema, "{ b }", new Dictionary<string, object?> { ["b"] = text }));
        var broken = System.Text.Json.JsonElement.Parse(await Executing.RunAsync(s_schema, "{ b }", new Dictionary<string, object?> { ["b"] = "a\ud800b" }));

        Assert.Equal(text, json.GetProperty("data").GetProperty("b").GetString());
        Assert.Equal("a\ufffdb", broken.GetProperty("data").GetProperty("b").GetString());
    }

    private static Dictionary<string, object?> Root()
    {
        var dog = new Dictionary<string, object?> { ["__typename"] = "Dog", ["name"] = "Rex", ["barks"] = true };
        var cat = new Dictionary<string, object?> { ["__typename"] = "Cat", ["name"] = "Tom", ["meows"] = false };
        var root = new Dictionary<string, object?> { ["a"] = 1, ["b"] = "two", ["pet"] = dog, ["pets"] = new object?[] { dog, cat, null }, ["animal"] = cat };
        root["deep"] = root;
        root["later"] = new FieldResolver(async _ => { await Task.Yield(); return root; });
        root["c"] = new FieldResolver(context => new(string.Join(' ', context.Arguments.Select(argument => $"{argument.Key}={Show(argument.Value)}"))));
        return root;
    }

    private static string Show(object? value) => value switch
    {
        null => "null",
        IReadOnlyDictionary<string, object?> record => "{" + string.Join(',', record.Select(field => $"{field.Key}:{Show(field.Value)}")) + "}",
        object?[] list => "[" + string.Join(',', list.Select(Show)) + "]",
        _ => value.ToString()!,
    };
}
