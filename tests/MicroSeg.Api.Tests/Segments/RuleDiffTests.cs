using System.Text.Json;
using MicroSeg.Api.Segments.Versions;

namespace MicroSeg.Api.Tests.Segments;

public sealed class RuleDiffTests
{
    [Theory]
    [InlineData("""{ "a": 1 }""", """{ "a": 1.0 }""", "")]
    [InlineData("""{ "a": 1, "b": 2 }""", """{ "b": 2, "a": 1 }""", "")]
    [InlineData("""{ "a": 1 }""", """{ "a": 2 }""", "~ $.a")]
    [InlineData("""{ "a": 1 }""", """{ "b": 1 }""", "- $.a, + $.b")]
    [InlineData("""{ "all": [ 1, 2, 3 ] }""", """{ "all": [ 1, 3 ] }""", "- $.all[1]")]
    [InlineData("""{ "all": [ 1, 3 ] }""", """{ "all": [ 0, 1, 2, 3, 4 ] }""", "+ $.all[0], + $.all[2], + $.all[4]")]
    [InlineData("""{ "in": [ "a", "b", "c" ] }""", """{ "in": [ "c", "a", "b" ] }""", "+ $.in[0], - $.in[2]")]
    [InlineData("""[ { "attribute": "age", "gte": 1 }, { "event": "x" } ]""", """[ { "event": "y" }, { "attribute": "age", "gte": 2 } ]""", "+ $[0], ~ $[1].gte, - $[1]")]
    [InlineData("""[ { "all": [ 1 ] } ]""", """[ { "all": [ 1, 2 ] } ]""", "+ $[0].all[1]")]
    [InlineData("""{ "all": [] }""", """{ "any": [] }""", "- $.all, + $.any")]
    [InlineData("""{ "a b": 1 }""", """{ "a b": 2 }""", "~ $[\"a b\"]")]
    [InlineData("""{ "a": { "b": 1 } }""", """{ "a": [ 1 ] }""", "~ $.a")]
    public void Tells_what_is_not_the_same(string before, string after, string expected)
    {
        var changes = RuleDiff.Of(JsonElement.Parse(before), JsonElement.Parse(after));

        Assert.Equal(expected, string.Join(", ", changes.Select(c => $"{(c.Op == RuleChangeKind.Added ? '+' : c.Op == RuleChangeKind.Removed ? '-' : '~')} {c.Path}")));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void The_common_sequence_is_as_long_as_that_of_the_textbook(int seed)
    {
        var random = new Random(seed);
        for (var round = 0; round < 300; round++)
        {
            var (before, after) = (Items(random), Items(random));

            var common = CommonSequence.Of(before, after).ToList();

            Assert.Equal(LongestCommon(before, after), common.Count);
            Assert.All(common, pair => Assert.True(JsonElement.DeepEquals(before[pair.Before], after[pair.After])));
            Assert.All(common.Zip(common.Skip(1)), pairs => Assert.True(pairs.First.Before < pairs.Second.Before && pairs.First.After < pairs.Second.After));
        }
    }

    [Fact]
    public void Long_lists_are_compared_all_the_same()
    {
        var before = JsonSerializer.SerializeToElement(Enumerable.Range(0, 10_000).Select(i => "v" + i));
        var after = JsonSerializer.SerializeToElement(Enumerable.Range(0, 10_000).Where(i => i != 5_000).Select(i => "v" + i).Append("same"));

        Assert.Equal(["$[5000]", "$[9999]"], RuleDiff.Of(before, after).Select(c => c.Path));
        Assert.Empty(RuleDiff.Of(Same(10_000), Same(10_000)));
        Assert.Single(RuleDiff.Of(Same(20), Same(21)));

        static JsonElement Same(int count) => JsonSerializer.SerializeToElement(Enumerable.Repeat("same", count));
    }

    private static List<JsonElement> Items(Random random) => [.. Enumerable.Range(0, random.Next(12)).Select(_ => JsonSerializer.SerializeToElement(new { attribute = "a" + random.Next(5) }))];

    private static int LongestCommon(List<JsonElement> a, List<JsonElement> b)
    {
        var longest = new int[a.Count + 1, b.Count + 1];
        for (var i = a.Count - 1; i >= 0; i--)
        {
            for (var j = b.Count - 1; j >= 0; j--)
                longest[i, j] = JsonElement.DeepEquals(a[i], b[j]) ? longest[i + 1, j + 1] + 1 : Math.Max(longest[i + 1, j], longest[i, j + 1]);
        }

        return longest[0, 0];
    }
}
