using System.Text.Json.Nodes;
using MicroSeg.Audience.Rules;
using MicroSeg.Audience.Rules.Shapes;
using MicroSeg.Audience.Schema;
using MicroSeg.Audience.Tests.Evaluation;
using MicroSeg.Audience.Tests.Oracle;

namespace MicroSeg.Audience.Tests.Rules;

/// <summary>The published schema takes exactly the rules that the reader takes, by the word of an independent validator.</summary>
public class RuleSchemaTests
{
    private const int Rules = 1_000;
    private const int ChangesPerRule = 8;

    private static readonly AudienceSchema Audience = RandomAudience.CreateSchema(withZone: true);
    private static readonly RuleNames Names = new([.. Enumerable.Range(0, 10).Select(i => $"s{i}")], OracleRfm.ModelsWithoutCuts);

    [Fact]
    public async Task It_takes_what_the_reader_takes_and_nothing_else()
    {
        if (Ajv.Absence() is { } absence)
            Assert.Skip(absence);
        var generator = new RandomRules(99, Audience, Scene.At("2026-06-30T12:00:00Z"), [.. OracleRfm.Definitions.Keys]);
        var damage = new RuleDamage(7);
        string[] good = [.. Enumerable.Range(0, Rules).Select(_ => JsonNode.Parse(generator.Next(10))!.ToJsonString())];
        string[] all = [.. good, .. good.SelectMany(rule => Enumerable.Range(0, ChangesPerRule).Select(_ => damage.Change(rule)))];

        var verdicts = await Ajv.ValidateAsync(RuleSchema.Of(Audience, Names), all);

        var (taken, refused) = (0, 0);
        var disagreements = new List<string>();
        for (var i = 0; i < all.Length; i++)
        {
            var findings = RuleReader.Read(all[i], Audience, Names).Findings;
            var wrong = findings.Where(f => !RuleSchema.Inexpressible.Contains(f.Code)).ToList();
            if (verdicts[i] != (wrong.Count == 0))
                disagreements.Add($"the schema says {verdicts[i]}, the reader: {string.Join("; ", wrong)}\n{all[i]}");
            (taken, refused) = findings.IsEmpty ? (taken + 1, refused) : (taken, refused + 1);
        }

        Assert.True(disagreements.Count == 0, string.Join("\n\n", disagreements.Take(20)));
        Assert.InRange(taken, Rules, Rules * ChangesPerRule / 2);
        Assert.InRange(refused, Rules * ChangesPerRule / 2, all.Length);
    }

    [Fact]
    public async Task What_may_be_named_is_all_that_there_is()
    {
        if (Ajv.Absence() is { } absence)
            Assert.Skip(absence);
        string[] rules =
        [
            """{ "segment": "any-at-all" }""", """{ "segment": "s1" }""", """{ "rfm": "default", "recency": { "eq": 1 } }""", """{ "attribute": "score", "eq": 1 }""", """{ "event": "booked" }""", """{ "all": [] }""",
        ];
        Assert.Equal([true, true, false, false, false, true], await Ajv.ValidateAsync(RuleSchema.Of(AudienceSchema.Empty), rules));
        Assert.Equal([false, false, false, false, false, true], await Ajv.ValidateAsync(RuleSchema.Of(AudienceSchema.Empty, new RuleNames([])), rules));
        Assert.Equal([false, true, true, true, true, true], await Ajv.ValidateAsync(RuleSchema.Of(Audience, Names), rules));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(9)]
    [InlineData(10)]
    [InlineData(100)]
    [InlineData(365)]
    [InlineData(1200)]
    [InlineData(5228)]
    [InlineData(36_600)]
    public void A_range_of_numbers_is_a_pattern(int max)
    {
        var pattern = new System.Text.RegularExpressions.Regex($"^{NumberPattern.UpTo(max)}$");
        foreach (var number in Enumerable.Range(0, 20).Concat(Enumerable.Range(max - 20, 41)).Concat([max * 2, max * 10, max / 10]))
            Assert.Equal(number >= 1 && number <= max, pattern.IsMatch($"{number}"));
    }
}
