using MicroSeg.Api.Web;
using MicroSeg.Audience.Rules;

namespace MicroSeg.Api.Segments;

/// <summary>What can go wrong with segments.</summary>
internal static class SegmentErrors
{
    public const string Invalid = "segment.invalid";

    public static ApiException InvalidKey(string key) => ApiException.Invalid(
        "segment.invalid_key", "This is not a segment key.", new Finding("key", "segment.invalid_key", $"found \"{key}\", expected 1 to {SegmentKey.MaxLength} lower-case letters, digits, '-' or '_'"));

    public static ApiException InvalidRule(IEnumerable<RuleFinding> findings) => ApiException.Invalid("segment.invalid_rule", "The rule cannot be used as it is.", [.. findings.Select(FindingOf)]);

    public static ApiException Cycle(IReadOnlyList<string> cycle)
    {
        var spelled = SegmentGraph.Spell(cycle);
        return ApiException.Conflict("segment.cycle", $"Segments may not depend on themselves: {spelled}.", new Finding("$.rule", "segment.cycle", spelled));
    }

    public static ApiException LongChain(IReadOnlyList<string> chain) => ApiException.Conflict(
        "segment.long_chain",
        $"Segments may name each other in chains of at most {SegmentGraph.LongestChain}.",
        new Finding("$.rule", "segment.long_chain", $"found a chain of more segments from \"{chain[0]}\" down to \"{chain[^1]}\""));

    public static ApiException InUse(string key, IReadOnlyList<SegmentUser> users)
    {
        var problem = ApiException.Conflict("segment.in_use", $"Segment '{key}' is in use by {string.Join(", ", users.Select(u => $"{u.Kind} '{u.Key}'"))}.");
        problem.Extensions["users"] = users;
        return problem;
    }

    public static ApiException NotFound(string key) => ApiException.NotFound("segment.not_found", $"There is no segment '{key}'.");

    public static ApiException NotEvaluated(string key) => ApiException.Conflict(
        "segment.not_evaluated", $"Segment '{key}' has not been evaluated: it was saved just now, or its rule cannot be compiled; GET /v1/segments/{key} tells.");

    public static Finding FindingOf(RuleFinding finding) => new("$.rule" + finding.Path.TrimStart('$'), finding.Code, Complete(finding));

    private static string Complete(RuleFinding finding) =>
        finding.Suggestion is { } nearest && !finding.Message.Contains(nearest, StringComparison.Ordinal) ? $"{finding.Message}; the nearest known is \"{nearest}\"" : finding.Message;
}
