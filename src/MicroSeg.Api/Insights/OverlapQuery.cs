using MicroSeg.Api.Membership;
using MicroSeg.Api.Web;
using MicroSeg.Audience.Bitmaps;
using MicroSeg.Audience.Evaluation;
using Microsoft.Extensions.Options;

namespace MicroSeg.Api.Insights;

/// <summary>Counts what segments have in common, all on one state.</summary>
internal sealed class OverlapQuery(MembershipEngine engine, EvaluationOptions evaluation, IOptions<InsightOptions> options)
{
    /// <summary>Compares segments each with each.</summary>
    /// <param name="keys">Their keys, parted by commas; all when empty.</param>
    /// <param name="cancellationToken">Ends the counting.</param>
    /// <exception cref="ApiException">400 with every finding.</exception>
    public async Task<OverlapReply> RunAsync(string? keys, CancellationToken cancellationToken)
    {
        var state = engine.State;
        var segments = Select(state, keys);
        var matrix = await Task.Run(() => OverlapMatrix.Count([.. segments.Select(s => s.Members)], evaluation, cancellationToken), cancellationToken);
        var pairs =
            from i in Enumerable.Range(0, segments.Count)
            from j in Enumerable.Range(i + 1, segments.Count - i - 1)
            let common = matrix[i, j]
            where common > 0
            let pair = OverlapPair.Of(segments[i].Key, matrix[i, i], segments[j].Key, matrix[j, j], common)
            orderby pair.Jaccard descending
            select pair;
        return new OverlapReply(state.AsOf, [.. segments.Select(s => new SegmentSize(s.Key, s.Members.Count))], [.. pairs]);
    }

    private List<SegmentMembers> Select(MembershipState state, string? keys)
    {
        var findings = new List<Finding>();
        var named = (keys ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Distinct(StringComparer.Ordinal).ToList();
        foreach (var key in named.Where(key => state.Find(key) is null))
            findings.Add(new Finding("keys", "insights.unknown_segment", Suggestions.Unknown("segment", key, state.Segments.Select(s => s.Key))));
        var segments = named.Count == 0 ? [.. state.Segments] : named.Select(state.Find).OfType<SegmentMembers>().ToList();
        if (segments.Count > options.Value.MaxOverlap)
            findings.Add(InsightErrors.TooMany(segments.Count, options.Value.MaxOverlap));
        return findings.Count == 0 ? segments : throw InsightErrors.NotUsable(findings);
    }
}
