using System.Text.Json;
using MicroSeg.GraphQL.Coercion;
using MicroSeg.GraphQL.Language;
using MicroSeg.GraphQL.Language.Ast;
using MicroSeg.GraphQL.TypeSystem;

namespace MicroSeg.GraphQL.Tests.Coercion;

public sealed class CoercionTests
{
    private static readonly GraphQLSchema s_schema = new SchemaBuilder()
        .AddSdl("""
            type Query { a(i: Int = 3, r: Int!, l: [Int], e: E, in: In, pick: Pick, any: Any): Int }
            input In { a: Int = 1, b: [In!], c: String! }
            input Pick @oneOf { x: Int, y: String }
            scalar Any
            """)
        .Add(new EnumDefinition("E") { Values = [new EnumValueDefinition("ONE") { Value = 1 }, new EnumValueDefinition("TWO") { Value = 2 }] })
        .Build();

    [Theory]
    [InlineData("$v: In", """{ "v": { "c": 5 } }""", "Variable \"$v\" got invalid value 5 at \"v.c\"; String cannot represent a non string value: 5")]
    [InlineData("$v: In", """{ "v": { "c": "x", "b": [{ "c": "y" }, { "c": "z", "a": 1.5 }] } }""", "Variable \"$v\" got invalid value 1.5 at \"v.b[1].a\"; Int cannot represent non-integer value: 1.5")]
    [InlineData("$v: In", """{ "v": {} }""", "Variable \"$v\" got invalid value {  }; Field \"c\" of required type \"String!\" was not provided.")]
    [InlineData("$v: In", """{ "v": { "c": "x", "bb": 1 } }""", "Variable \"$v\" got invalid value { c: \"x\", bb: 1 }; Field \"bb\" is not defined by type \"In\". Did you mean \"b\"?")]
    [InlineData("$v: Int!", "{}", "Variable \"$v\" of required type \"Int!\" was not provided.")]
    [InlineData("$v: Int!", """{ "v": null }""", "Variable \"$v\" of non-null type \"Int!\" must not be null.")]
    [InlineData("$v: [Int!]", """{ "v": [1, null] }""", "Variable \"$v\" got invalid value null at \"v[1]\"; Expected non-nullable type \"Int!\" not to be null.")]
    [InlineData("$v: E", """{ "v": "ON" }""", "Variable \"$v\" got invalid value \"ON\"; Value \"ON\" does not exist in \"E\" enum. Did you mean \"ONE\"?")]
    [InlineData("$v: Pick", """{ "v": { "x": 1, "y": "a" } }""", "Variable \"$v\" got invalid value { x: 1, y: \"a\" }; Exactly one key must be specified for OneOf type \"Pick\".")]
    [InlineData("$v: Pick", """{ "v": { "y": null } }""", "Variable \"$v\" got invalid value null at \"v.y\"; Field \"y\" must be non-null.")]
    [InlineData("$v: Query", "{}", "Variable \"$v\" expected value of type \"Query\" which cannot be used as an input type.")]
    public void A_variable_that_does_not_fit_is_told_with_its_path(string definition, string inputs, string message)
    {
        Variables(definition, inputs, out var errors);

        var error = Assert.Single(errors);
        Assert.Equal(message, error.Message);
        Assert.Equal(GraphQLErrorCodes.Variable, error.Code);
        Assert.Equal(1, error.Locations[0].Line);
    }

    [Fact]
    public void Errors_of_variables_are_bounded()
    {
        Variables("$v: [Int]", $"{{ \"v\": [{string.Join(',', Enumerable.Repeat("\"x\"", 10_000))}] }}", out var errors);

        Assert.Equal(50, errors.Length);
        Assert.Equal(new object[] { "v", 49 }, Assert.IsType<System.Collections.Immutable.ImmutableArray<object>>(errors[49].Extensions["inputPath"]));
    }

    [Theory]
    [InlineData("r: 1", """{"i":3,"r":1}""")]
    [InlineData("r: 1, i: null", """{"i":null,"r":1}""")]
    [InlineData("r: 1, l: 5, e: TWO", """{"i":3,"r":1,"l":[5],"e":2}""")]
    [InlineData("r: 1, l: [$missing, $null, $five]", """{"i":3,"r":1,"l":[null,null,5]}""")]
    [InlineData("r: $five, i: $missing, l: $missing", """{"i":3,"r":5}""")]
    [InlineData("r: 1, i: $null", """{"i":null,"r":1}""")]
    [InlineData("r: 1, in: { c: \"x\", a: $missing }", """{"i":3,"r":1,"in":{"a":1,"c":"x"}}""")]
    [InlineData("r: 1, in: { c: \"x\", a: $five, b: { c: \"y\" } }", """{"i":3,"r":1,"in":{"a":5,"b":[{"a":1,"c":"y"}],"c":"x"}}""")]
    [InlineData("r: 1, any: { a: [1, $five, $missing], b: NAME }", """{"i":3,"r":1,"any":{"a":[1,5,null],"b":"NAME"}}""")]
    [InlineData("r: 1, pick: { x: $five }", """{"i":3,"r":1,"pick":{"x":5}}""")]
    public void Arguments_are_coerced(string arguments, string expected)
    {
        Assert.True(Arguments(arguments, out var values, out _));

        Assert.Equal(expected, JsonSerializer.Serialize(values));
    }

    [Theory]
    [InlineData("i: 1", "1:3", "Argument \"r\" of required type \"Int!\" was not provided.")]
    [InlineData("r: null", "1:8", "Argument \"r\" of non-null type \"Int!\" must not be null.")]
    [InlineData("r: $null", "1:8", "Argument \"r\" of non-null type \"Int!\" must not be null.")]
    [InlineData("r: $missing", "1:8", "Argument \"r\" of required type \"Int!\" was provided the variable \"$missing\" which was not provided a runtime value.")]
    [InlineData("r: 1, in: { c: $null }", "1:15", "Argument \"in\" has invalid value {c: $null}.")]
    [InlineData("r: 1, pick: { x: $null }", "1:17", "Argument \"pick\" has invalid value {x: $null}.")]
    [InlineData("r: 1, pick: { x: $missing }", "1:17", "Argument \"pick\" has invalid value {x: $missing}.")]
    [InlineData("r: 1, e: THREE", "1:14", "Argument \"e\" has invalid value THREE.")]
    public void An_argument_without_a_value_is_told_with_its_place(string arguments, string place, string message)
    {
        Assert.False(Arguments(arguments, out _, out var error));

        Assert.Equal(message, error!.Message);
        Assert.Equal(place, string.Join(' ', error.Locations));
        Assert.Equal(GraphQLErrorCodes.Argument, error.Code);
    }

    [Fact]
    public void An_input_object_becomes_what_its_definition_makes_of_it()
    {
        var schema = new SchemaBuilder()
            .AddSdl("type Query { a(p: Point = { x: 1 }): Int }")
            .Add(new InputObjectDefinition("Point")
            {
                Fields = [new InputValueDefinition("x", "Int!"), new InputValueDefinition("y", "Int!") { DefaultLiteral = "2" }],
                Create = fields => ((int)fields["x"]!, (int)fields["y"]!),
            })
            .Build();
        var field = (FieldNode)((OperationDefinitionNode)Parser.Parse("{ a }").Definitions[0]).SelectionSet.Selections[0];

        Assert.True(ArgumentValues.TryCoerce(schema.QueryType!.Fields[0].Arguments, field.Arguments, field, VariableValues.Empty, out var values, out _));
        Assert.Equal((1, 2), values["p"]);
    }

    private static VariableValues Variables(string definitions, string inputs, out System.Collections.Immutable.ImmutableArray<GraphQLError> errors)
    {
        var operation = (OperationDefinitionNode)Parser.Parse($"query ({definitions}) {{ a }}").Definitions[0];
        return VariableValues.Coerce(s_schema, operation, JsonInput.Record(JsonElement.Parse(inputs)), out errors);
    }

    private static bool Arguments(string arguments, out IReadOnlyDictionary<string, object?>? values, out GraphQLError? error)
    {
        var field = (FieldNode)((OperationDefinitionNode)Parser.Parse($"{{ a({arguments}) }}").Definitions[0]).SelectionSet.Selections[0];
        var variables = Variables("$missing: Int, $null: Int, $five: Int", """{ "null": null, "five": 5 }""", out _);
        return ArgumentValues.TryCoerce(s_schema.QueryType!.Fields[0].Arguments, field.Arguments, field, variables, out values, out error);
    }
}
