using MicroSeg.GraphQL.Tests.Generated;
using MicroSeg.GraphQL.TypeSystem;

namespace MicroSeg.GraphQL.Tests.TypeSystem;

/// <summary>What this engine and npm graphql make of the same schemas.</summary>
public sealed class SchemaAgreementTests
{
    private static readonly string[] s_invalid =
    [
        "type A { a: Int }",
        "type Query",
        "type Query { a: Missing }",
        "type Query { a: Int, a: Int }",
        "type Query { __a: Int }",
        "type Query { a: In } input In { a: Int }",
        "type Query { a(b: Query): Int }",
        "type Query { a(b: Int! @deprecated): Int }",
        "type Query implements I { a: Int } interface I { b: Int }",
        "type Query implements I { a: Int } interface I { a: String }",
        "type Query implements I { a: Int } interface I { a(b: Int): Int }",
        "type Query implements I { a(b: String): Int } interface I { a(b: Int): Int }",
        "type Query implements I { a(b: Int!): Int } interface I { a: Int }",
        "type Query implements I { a: Int } interface I implements J { a: Int } interface J { a: Int }",
        "type Query { a: Int } interface I implements I { a: Int }",
        "type Query implements I & I { a: Int } interface I { a: Int }",
        "type Query implements B { a: Int } type B { a: Int }",
        "type Query { a: U } union U",
        "type Query { a: U } union U = Query | Query",
        "type Query { a: U } union U = Int",
        "type Query { a: E } enum E",
        "type Query { a: E } enum E { __A }",
        "type Query { a(b: I): Int } input I",
        "type Query { a(b: I): Int } input I { a: I! }",
        "type Query { a(b: I): Int } input I { a: J! } input J { b: K! } input K { c: I! }",
        "type Query { a(b: I): Int } input I @oneOf { a: Int!, b: Int = 1 }",
        "type Query { a(b: I): Int } input I { a: Int! @deprecated }",
        "type Query { a: Int @missing }",
        "type Query { a: Int @deprecated(why: 1) }",
        "type Query { a: Int } extend type B { a: Int }",
        "type Query { a: Int } extend input Query { a: Int }",
        "type Query { a: Int } directive @__a on FIELD",
        "type Query { a: Int } directive @a(b: Query) on FIELD",
        "schema { query: Query } schema { query: Query } type Query { a: Int }",
        "schema { query: Int } type Query { a: Int }",
    ];

    private static readonly string[] s_valid =
    [
        "type Query { a: Int }",
        "type Query { a: Int } extend type Query { b: [Int!]! } extend schema @d directive @d on SCHEMA",
        "schema { query: Q } type Q { a: Int } extend schema { mutation: M } type M { a: Int }",
        "type Query { a(b: I = { c: 1 }): Int } input I { c: Int, d: [Float] = 1.50, e: String = \"\"\"block\n  text\"\"\" }",
        "type Query { a(b: Float = 1e21, c: Float = 1e-7, d: Float = 123456789012345680000, e: Float = 0.000001, f: ID = 7, g: ID = \"7x\", h: [[Int]] = 1): Int }",
        "type Query { a(b: Float = -0.0, c: Float = 12.340, d: Float = 1e16, e: [ID!] = [\"007\", 7], f: Boolean = true, g: E = A): Int } enum E { A }",
        "\"one line\" type Query { \"\"\"\n  several\n    lines\n\"\"\" a(\"an argument\" b: Int, \"\"\"\nlong\nlines\n\"\"\" c: Int): Int \"ends with quote\\\"\" d: Int \"\\u0007\" e: Int \"\" f: Int }",
        "type Query { a: A, i: I } interface I { a: Int @deprecated } interface J implements I { a: Int @deprecated } type A implements J & I { a: Int @deprecated } extend type A { b: Int @deprecated(reason: \"no\") }",
        "type Query { a(b: I): Int } input I { a: I, b: [I!]!, c: J! } input J { d: Int! = 1, e: I } extend input J { f: Int }",
        "union U = Query union W @d = | A | B type A { a: Int } type B { a: Int } type Query { u: U } extend union U = A directive @d repeatable on UNION",
        "scalar S @specifiedBy(url: \"https://a.example\") extend scalar S @d directive @d on SCALAR type Query { s(b: S = \"x\", c: S = 1.50, d: S = true): S }",
        "directive @a(\"what\" x: Int = 1 @deprecated, y: [E!] = [A]) repeatable on FIELD | QUERY enum E { A \"b\" B @deprecated } type Query { a: E }",
        "type Query { a: Int } type Mutation { a: Int } type Subscription { a: Int }",
        "type Query { a: Mutation } type Mutation { a: Int } schema { query: Query }",
    ];

    [Fact]
    public async Task What_npm_graphql_refuses_is_refused()
    {
        var answers = await NodeOracle.AskAsync([.. s_invalid.Select(sdl => new { kind = "validateSchema", sdl })]);

        foreach (var (sdl, answer) in s_invalid.Zip(answers))
        {
            Assert.True(answer.GetProperty("messages").GetArrayLength() > 0, sdl);
            var exception = Record.Exception(() => GraphQLSchema.FromSdl(sdl)) as GraphQLSchemaException;
            Assert.True(exception is not null, sdl);
            Assert.All(exception.Errors, error => Assert.True(error.Code == GraphQLErrorCodes.Schema || error.Code.StartsWith("graphql.validation.", StringComparison.Ordinal)));
        }
    }

    [Fact]
    public async Task Schemas_are_printed_alike()
    {
        var answers = await NodeOracle.AskAsync([.. s_valid.SelectMany(sdl => new object[] { new { kind = "validateSchema", sdl }, new { kind = "printSchema", sdl } })]);

        foreach (var (sdl, answer) in s_valid.Zip(answers.Chunk(2)))
        {
            var printed = SchemaPrinter.Print(GraphQLSchema.FromSdl(sdl));
            Assert.Equal("[]", answer[0].GetProperty("messages").ToString());
            Assert.Equal(answer[1].GetProperty("text").GetString(), printed);
            Assert.Equal(printed, SchemaPrinter.Print(GraphQLSchema.FromSdl(printed)));
        }
    }
}
