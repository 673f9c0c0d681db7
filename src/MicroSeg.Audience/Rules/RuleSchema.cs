using System.Text.Json.Nodes;
using MicroSeg.Audience.Rules.Conditions;
using MicroSeg.Audience.Rules.Shapes;
using MicroSeg.Audience.Schema;

namespace MicroSeg.Audience.Rules;

/// <summary>
/// The rule language as JSON Schema (draft 2020-12), made from the same registries by which rules are read and for what may be named at the time: a
/// rule is valid by it exactly when <see cref="RuleReader"/> takes it, but for what JSON Schema cannot say: <see cref="Inexpressible"/>.
/// </summary>
public static class RuleSchema
{
    /// <summary>The media type of JSON Schema.</summary>
    public const string MediaType = "application/schema+json";

    /// <summary>
    /// The codes of findings that the schema has no words for: the order of two values, nesting and the number of nodes, keys that stand twice, and
    /// regular expressions of .NET's dialect. Lengths of texts are in characters of Unicode there and in UTF-16 code units here.
    /// </summary>
    public static IReadOnlyList<string> Inexpressible { get; } =
        [RuleCodes.Malformed, RuleCodes.DuplicateKey, RuleCodes.EmptyRange, RuleCodes.TooDeep, RuleCodes.TooManyNodes, RuleCodes.BadRegex];

    /// <summary>The schema of rules.</summary>
    /// <param name="schema">The attributes, event types and properties that rules may name.</param>
    /// <param name="names">The segments and models that they may name; <see cref="RuleNames.Unchecked"/> when null.</param>
    /// <param name="limits">How large they may be; <see cref="RuleLimits.Default"/> when null.</param>
    public static JsonObject Of(AudienceSchema schema, RuleNames? names = null, RuleLimits? limits = null)
    {
        var scope = new ShapeScope(schema, names ?? RuleNames.Unchecked, limits ?? RuleLimits.Default, ConditionRegistry.Customers, null, []);
        var root = scope.Node;
        return new JsonObject
        {
            ["$schema"] = "https://json-schema.org/draft/2020-12/schema",
            ["title"] = "The rule of a segment",
            ["$ref"] = root["$ref"]!.DeepClone(),
            ["$defs"] = scope.Definitions(),
        };
    }
}
