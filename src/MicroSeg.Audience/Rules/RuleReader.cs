using System.Text.Json;
using MicroSeg.Audience.Rules.Reading;
using MicroSeg.Audience.Schema;

namespace MicroSeg.Audience.Rules;

/// <summary>Reads rules from JSON, checks them against the schema, and collects everything that is wrong, not just the first thing.</summary>
public static class RuleReader
{
    // Each level of nodes takes two of JSON; anything beyond the deepest rule is reported as too deep rather than as malformed.
    private const int JsonDepthPerNode = 2;
    private const int JsonDepthOfLeaf = 8;

    /// <summary>Reads a rule from JSON text.</summary>
    /// <param name="json">The text; it may be anything at all.</param>
    /// <param name="schema">The attributes, event types and properties that the rule may name.</param>
    /// <param name="names">The segments and models that it may name; <see cref="RuleNames.Unchecked"/> when null.</param>
    /// <param name="limits">How large it may be; <see cref="RuleLimits.Default"/> when null.</param>
    public static RuleReading Read(string json, AudienceSchema schema, RuleNames? names = null, RuleLimits? limits = null)
    {
        limits ??= RuleLimits.Default;
        try
        {
            var maxDepth = (limits.MaxDepth * JsonDepthPerNode * 2) + JsonDepthOfLeaf;
            using var document = JsonDocument.Parse(json, new JsonDocumentOptions { MaxDepth = maxDepth });
            return Read(document.RootElement, schema, names, limits);
        }
        catch (JsonException e)
        {
            var line = RuleText.Number((e.LineNumber ?? 0) + 1);
            var column = RuleText.Number((e.BytePositionInLine ?? 0) + 1);
            var tooDeep = e.Message.Contains("depth", StringComparison.Ordinal);
            return new RuleReading(null, [tooDeep
                ? new RuleFinding(RuleCodes.TooDeep, "$", $"nodes are nested more than {RuleText.Number(limits.MaxDepth)} deep (line {line}, column {column})")
                : new RuleFinding(RuleCodes.Malformed, "$", $"this is not JSON (line {line}, column {column})")]);
        }
    }

    /// <summary>Reads a rule that is part of a larger document.</summary>
    /// <param name="json">The rule's value; the findings' paths start from it as <c>$</c>.</param>
    /// <param name="schema">The attributes, event types and properties that the rule may name.</param>
    /// <param name="names">The segments and models that it may name; <see cref="RuleNames.Unchecked"/> when null.</param>
    /// <param name="limits">How large it may be; <see cref="RuleLimits.Default"/> when null.</param>
    public static RuleReading Read(JsonElement json, AudienceSchema schema, RuleNames? names = null, RuleLimits? limits = null)
    {
        var state = new ReadState(schema, limits ?? RuleLimits.Default, names ?? RuleNames.Unchecked);
        var rule = state.ReadNode(new JsonPlace(json, "$"), ReadScope.Customers);
        return new RuleReading(rule, [.. state.Findings]);
    }
}
