using System.Text.Json;
using MicroSeg.GraphQL.Tests.Generated;
using MicroSeg.GraphQL.TypeSystem;

namespace MicroSeg.GraphQL.Tests.Execution;

/// <summary>Section 6.4.4, in every position of nested nullable and non-null fields and lists, as npm graphql answers.</summary>
public sealed class NullPropagationTests
{
    private static readonly string[] s_kinds = ["{0}", "{0}!", "[{0}]", "[{0}]!", "[{0}!]", "[{0}!]!"];
    private static readonly string[] s_ends = ["1", "null", """{"$error":"broken"}"""];

    /// <summary>The table of section 6.4.4 for lists.</summary>
    [Theory]
    [InlineData("[Int]", "[1,2]", """{"data":{"f":[1,2]}}""")]
    [InlineData("[Int]", "null", """{"data":{"f":null}}""")]
    [InlineData("[Int]", "[1,null,2]", """{"data":{"f":[1,null,2]}}""")]
    [InlineData("[Int]", """[1,"x",2]""", """{"errors":[{"message":"Int cannot represent non-integer value: \"x\"","locations":[{"line":1,"column":3}],"path":["f",1],"extensions":{"code":"graphql.result"}}],"data":{"f":[1,null,2]}}""")]
    [InlineData("[Int]!", "null", """{"errors":[{"message":"Cannot return null for non-nullable field Query.f.","locations":[{"line":1,"column":3}],"path":["f"],"extensions":{"code":"graphql.null"}}],"data":null}""")]
    [InlineData("[Int!]", "[1,null,2]", """{"errors":[{"message":"Cannot return null for non-nullable field Query.f.","locations":[{"line":1,"column":3}],"path":["f",1],"extensions":{"code":"graphql.null"}}],"data":{"f":null}}""")]
    [InlineData("[Int!]!", "[1,null,2]", """{"errors":[{"message":"Cannot return null for non-nullable field Query.f.","locations":[{"line":1,"column":3}],"path":["f",1],"extensions":{"code":"graphql.null"}}],"data":null}""")]
    [InlineData("[Int]", "7", """{"errors":[{"message":"Expected a list for field \"Query.f\", but it gave 7.","locations":[{"line":1,"column":3}],"path":["f"],"extensions":{"code":"graphql.result"}}],"data":{"f":null}}""")]
    public async Task Lists(string type, string value, string expected)
        => Assert.Equal(expected, await Executing.RunAsync(GraphQLSchema.FromSdl($"type Query {{ f: {type} }}"), "{ f }", ScriptedValues.Read($$"""{"f":{{value}}}""")));

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Every_nesting_ends_where_npm_graphql_has_it_end(bool isLater)
    {
        var cases = new List<(string Sdl, string Root)>();
        foreach (var outer in s_kinds)
        {
            foreach (var middle in s_kinds)
            {
                foreach (var inner in s_kinds)
                {
                    var sdl = $"type Query {{ a: {Type(outer, "A")} other: Int }} type A {{ b: {Type(middle, "B")} x: Int }} type B {{ c: {Type(inner, "Int")} y: Int }}";
                    cases.AddRange(s_ends.Where(end => end[0] != '{' || inner[0] != '[').Select(end => (sdl, Root(outer, middle, inner, end, isLater))));
                }
            }
        }

        const string Query = "{ other a { x b { y c } } last: other }";
        var answers = await NodeOracle.AskAsync([.. cases.Select(test => new { kind = "execute", sdl = test.Sdl, source = Query, root = JsonElement.Parse(test.Root) })]);
        for (var i = 0; i < cases.Count; i++)
        {
            var result = JsonElement.Parse(await Executing.RunAsync(GraphQLSchema.FromSdl(cases[i].Sdl), Query, ScriptedValues.Read(cases[i].Root)));
            Assert.Equal((cases[i], answers[i].GetProperty("data").GetRawText()), (cases[i], result.GetProperty("data").GetRawText()));
            Assert.Equal((cases[i], Paths(answers[i], isLater)), (cases[i], Paths(result, isLater)));
        }
    }

    private static string Type(string kind, string name) => string.Format(null, kind, name);

    /// <summary>Items at both sides of the one at fault, so that what stays is seen.</summary>
    private static string Root(string outer, string middle, string inner, string end, bool isLater)
    {
        string Later(string value) => isLater ? $$"""{"$later":{{value}}}""" : value;
        string Listed(string kind, string good, string bad) => kind[0] == '[' ? $"[{good},{bad},{good}]" : bad;
        var goodC = inner[0] == '[' ? "[1]" : "1";
        var goodB = $$"""{"y":2,"c":{{Later(goodC)}}}""";
        var badB = $$"""{"y":{{Later("2")}},"c":{{Later(Listed(inner, "1", end))}}}""";
        var goodA = $$"""{"x":3,"b":{{(middle[0] == '[' ? $"[{goodB}]" : goodB)}}}""";
        var badA = $$"""{"x":{{Later("3")}},"b":{{Later(Listed(middle, goodB, badB))}}}""";
        return $$"""{"other":4,"a":{{Later(Listed(outer, goodA, badA))}}}""";
    }

    private static string Paths(JsonElement result, bool isLater)
    {
        if (!result.TryGetProperty("errors", out var errors))
            return "";
        var all = errors.EnumerateArray().Select(error => $"{error.GetProperty("path")} {error.GetProperty("locations")} {error.GetProperty("message")}");
        return string.Join("; ", isLater ? all.Order(StringComparer.Ordinal) : all);
    }
}
