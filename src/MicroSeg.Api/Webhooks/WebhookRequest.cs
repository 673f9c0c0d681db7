using System.Text.Json.Serialization;
using MicroSeg.Api.Membership;
using MicroSeg.Api.Web;
using MicroSeg.Api.Webhooks.Sending;

namespace MicroSeg.Api.Webhooks;

/// <summary>A webhook as it is sent to be saved.</summary>
/// <param name="Url">Where messages go: https, to a public address.</param>
/// <param name="Description">What it is for.</param>
/// <param name="Segments">The segments that it is told of; all unless given.</param>
/// <param name="Events">Entries, exits, or both, which is what it is unless given.</param>
/// <param name="Causes">Only what happened for one of these causes; all unless given.</param>
/// <param name="Enabled">Whether it is told anything; true unless given.</param>
/// <param name="MaxBatch">Customers in one message at most, 1 to 1,000; 100 unless given.</param>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed record WebhookRequest(
    string? Url,
    string? Description = null,
    IReadOnlyList<string>? Segments = null,
    IReadOnlyList<WebhookEvent>? Events = null,
    IReadOnlyList<MembershipCause>? Causes = null,
    bool Enabled = true,
    int MaxBatch = 100)
{
    public const int MaxUrlLength = 2_000;
    public const int MaxDescriptionLength = 1_000;
    public const int MaxBatchLimit = 1_000;

    /// <summary>All that is wrong with it.</summary>
    /// <param name="segments">The segments that there are.</param>
    /// <param name="allowLoopback">Whether it may go to this machine.</param>
    public List<Finding> Check(IReadOnlyCollection<string> segments, bool allowLoopback)
    {
        var findings = new List<Finding>();
        if (WebhookUrl.FindFault(Url, allowLoopback) is { } fault)
            findings.Add(new Finding("$.url", WebhookErrors.UnusableUrl, fault));
        if (Description?.Length > MaxDescriptionLength)
            findings.Add(new Finding("$.description", WebhookErrors.Invalid, $"expected at most {MaxDescriptionLength} characters"));
        if (Segments?.Count == 0)
            findings.Add(new Finding("$.segments", WebhookErrors.Invalid, "found no segment, expected one or more, or null for all"));
        foreach (var (key, i) in (Segments ?? []).Select((key, i) => (key ?? "", i)))
        {
            if (!segments.Contains(key, StringComparer.Ordinal))
                findings.Add(new Finding($"$.segments[{i}]", "webhook.unknown_segment", Suggestions.Unknown("segment", key, segments)));
        }

        CheckNames(findings, "events", Events);
        CheckNames(findings, "causes", Causes);
        if (MaxBatch is < 1 or > MaxBatchLimit)
            findings.Add(new Finding("$.maxBatch", WebhookErrors.Invalid, $"found {MaxBatch}, expected 1 to {MaxBatchLimit}"));
        return findings;
    }

    private static void CheckNames<T>(List<Finding> findings, string member, IReadOnlyList<T>? values)
        where T : struct, Enum
    {
        if (values is null || (values.Count > 0 && values.All(Enum.IsDefined)))
            return;
        var known = string.Join(", ", Enum.GetNames<T>().Select(System.Text.Json.JsonNamingPolicy.CamelCase.ConvertName));
        findings.Add(new Finding($"$.{member}", WebhookErrors.Invalid, $"expected one or more of: {known}"));
    }
}
