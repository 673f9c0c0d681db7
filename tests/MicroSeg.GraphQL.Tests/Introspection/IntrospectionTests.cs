using System.Text.Json;
using MicroSeg.GraphQL.Tests.Generated;
using MicroSeg.GraphQL.Tests.Execution;
using MicroSeg.GraphQL.TypeSystem;

namespace MicroSeg.GraphQL.Tests.Introspection;

public sealed class IntrospectionTests
{
    [Fact]
    public async Task A_client_rebuilds_the_schema_from_its_introspection()
    {
        var introspection = JsonElement.Parse(await Executing.RunAsync(SampleSchema.Schema, IntrospectionQuery.Text)).GetProperty("data");
        var answers = await NodeOracle.AskAsync([new { kind = "clientSchema", introspection }, new { kind = "printSchema", sdl = SampleSchema.Sdl }]);

        Assert.Equal("[]", answers[0].GetProperty("messages").ToString());
        Assert.Equal(answers[1].GetProperty("text").GetString(), answers[0].GetProperty("text").GetString());
        Assert.Equal(answers[1].GetProperty("text").GetString(), SchemaPrinter.Print(SampleSchema.Schema));
    }

    [Theory]
    [InlineData("{ __type(name: \"Colour\") { enumValues { name } } }", """{"__type":{"enumValues":[{"name":"RED"},{"name":"BLUE"}]}}""")]
    [InlineData("{ __type(name: \"Colour\") { enumValues(includeDeprecated: true) { name isDeprecated deprecationReason } } }", """{"__type":{"enumValues":[{"name":"RED","isDeprecated":false,"deprecationReason":null},{"name":"BLUE","isDeprecated":false,"deprecationReason":null},{"name":"GREEN","isDeprecated":true,"deprecationReason":"use \"BLUE\""}]}}""")]
    [InlineData("{ __type(name: \"Pick\") { kind isOneOf inputFields { name } fields { name } } }", """{"__type":{"kind":"INPUT_OBJECT","isOneOf":true,"inputFields":[{"name":"id"},{"name":"name"},{"name":"within"}],"fields":null}}""")]
    [InlineData("{ __type(name: \"Filter\") { isOneOf inputFields { name defaultValue } } }", """{"__type":{"isOneOf":false,"inputFields":[{"name":"colour","defaultValue":"RED"},{"name":"limit","defaultValue":"5"},{"name":"within","defaultValue":null},{"name":"and","defaultValue":null},{"name":"data","defaultValue":null}]}}""")]
    [InlineData("{ __type(name: \"Date\") { specifiedByURL isOneOf } }", """{"__type":{"specifiedByURL":"https://scalars.example/date","isOneOf":null}}""")]
    [InlineData("{ __type(name: \"Shop\") { fields { name } interfaces { name } } }", """{"__type":{"fields":[{"name":"id"},{"name":"name"},{"name":"friends"},{"name":"owner"},{"name":"ratio"},{"name":"tags"}],"interfaces":[{"name":"Named"},{"name":"Node"}]}}""")]
    [InlineData("{ __type(name: \"Node\") { possibleTypes { name } } }", """{"__type":{"possibleTypes":[{"name":"Person"},{"name":"Shop"}]}}""")]
    [InlineData("{ __type(name: \"Thing\") { possibleTypes { name } } }", """{"__type":{"possibleTypes":[{"name":"Person"},{"name":"Shop"},{"name":"Leaf"}]}}""")]
    [InlineData("{ __type(name: \"Nothing\") { name } a: __typename }", """{"__type":null,"a":"Root"}""")]
    public async Task A_type_tells_of_itself(string query, string expected)
        => Assert.Equal($$"""{"data":{{expected}}}""", await Executing.RunAsync(SampleSchema.Schema, query));

    [Fact]
    public void Built_in_scalars_that_nothing_refers_to_are_no_part_of_the_schema()
    {
        var schema = GraphQLSchema.FromSdl("type Query { a(b: ID): Int }");

        Assert.Equal(["Boolean", "ID", "Int", "Query", "String"], schema.Types.Select(type => type.Name).Where(name => !name.StartsWith("__", StringComparison.Ordinal)).Order());
    }
}
