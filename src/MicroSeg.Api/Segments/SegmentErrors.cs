using MicroSeg.Api.Web;
using MicroSeg.Audience.Rules;

namespace MicroSeg.Api.Segments;

/// <summary>What can go wrong with segments.</summary>
internal static class SegmentErrors
{
    public const string Invalid = "segment.invalid";

    public static ApiException InvalidKey(string key) => ApiException.Invalid(
        "segment.invalid_key", "This is not a segment key.", new Finding("key", "segment.invalid_key", $"found \"{key}\", expected 1 to {SegmentKey.MaxLength} lower-case letters, digits, '-' or '_'"));

    public static ApiException ReservedKey(string key) => ApiException.Invalid(
        "segment.reserved_key", "This key means something else.", new Finding("key", "segment.reserved_key", $"found \"{key}\", which is a part of this service's own addresses; expected any other key"));

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

    public static ApiException Renamed(string key, string to) => ApiException.NotFound("segment.renamed", $"Segment '{key}' was renamed: it is '{to}' now.");

    public static ApiException NotEvaluated(string key) => ApiException.Conflict(
        "segment.not_evaluated", $"Segment '{key}' has not been evaluated: it was saved just now, or its rule cannot be compiled; GET /v1/segments/{key} tells.");

    /// <summary>Why a segment has no members that could be answered.</summary>
    public static ApiException NotServed(string key, LiveSegment? segment) => segment switch
    {
        null => NotFound(key),
        { Status: SegmentStatus.Draft or SegmentStatus.Archived } => ApiException.Conflict("segment.not_in_service", $"Segment '{key}' is {Word(segment.Status)} and has no members: POST /v1/segments/{key}/activate puts it into service."),
        _ => NotEvaluated(key),
    };

    public static ApiException InService(string key, SegmentStatus status) => ApiException.Conflict(
        "segment.in_service",
        $"Segment '{key}' is {Word(status)}; as a draft it would go out of service. POST /v1/segments/{key}/dry-run tells what another rule would do, a draft under another key can be worked on beside it, and POST /v1/segments/{key}/archive takes it out of service.");

    public static ApiException NotActive(string key, SegmentStatus? status) => ApiException.Conflict("segment.not_active", status is { } found
        ? $"Segment '{key}' is {Word(found)}, and only an active segment has members to be paused with."
        : $"Segment '{key}' is new: save it as active or as a draft.");

    public static ApiException NotReferable(IEnumerable<(string Key, SegmentStatus Status)> named)
    {
        Finding[] findings = [.. named.Select(n => new Finding("$.rule", "segment.not_referable", $"segment \"{n.Key}\" is {Word(n.Status)}: activate it first"))];
        return ApiException.Conflict("segment.not_referable", "The rule names segments that are out of service.", findings);
    }

    public static ApiException KindIsFixed(string key, SegmentKind kind) => ApiException.Conflict(
        "segment.kind_is_fixed", kind == SegmentKind.List ? $"Segment '{key}' is a list: its ids are sent to /v1/segments/{key}/list, and it has no rule." : $"Segment '{key}' goes by its rule and takes no list.");

    public static ApiException NoRule() => ApiException.Invalid(Invalid, "The segment cannot be saved as it is.", new Finding("$.rule", Invalid, "A segment needs a rule, or \"kind\": \"list\"."));

    public static ApiException KeyIsRetired(string key, string to) => ApiException.Conflict(
        "segment.key_is_retired", $"'{key}' was the key of segment '{to}' before it was renamed, and is not given again, so that whoever still uses it does not get the members of another.");

    public static ApiException KeyIsTaken(string key) => ApiException.Conflict("segment.key_is_taken", $"There is, or was, a segment '{key}'; its versions are kept. Take another key.");

    public static ApiException NoVersion(string key, long version) => ApiException.NotFound("segment.version_not_found", $"There is no version {version} of segment '{key}'.");

    public static ApiException NoList(string key) => ApiException.NotFound("segment.no_list", $"Segment '{key}' has no list.");

    public static ApiException NothingListed(string key) => ApiException.Invalid("segment.nothing_listed", $"No id was accepted, so the list of segment '{key}' stays as it is. To empty it, replace it by an empty array.");

    public static ApiException ListTooLong(string key, long most) => new(StatusCodes.Status413PayloadTooLarge, "segment.list_too_long", $"The list of segment '{key}' would be longer than the {most} ids that it may have (Segments:MaxListIds); it stays as it is.");

    public static Finding FindingOf(RuleFinding finding) => new("$.rule" + finding.Path.TrimStart('$'), finding.Code, Complete(finding));

    private static string Complete(RuleFinding finding) =>
        finding.Suggestion is { } nearest && !finding.Message.Contains(nearest, StringComparison.Ordinal) ? $"{finding.Message}; the nearest known is \"{nearest}\"" : finding.Message;

    private static string Word(SegmentStatus status) => status == SegmentStatus.Draft ? "a draft" : status.ToString().ToLowerInvariant();
}
