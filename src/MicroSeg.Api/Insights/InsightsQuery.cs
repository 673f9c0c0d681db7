using MicroSeg.Api.Audience;
using MicroSeg.Api.Blocks;
using MicroSeg.Api.Membership;
using MicroSeg.Api.Segments;
using MicroSeg.Api.Web;
using MicroSeg.Audience.Bitmaps;
using Microsoft.Extensions.Options;

namespace MicroSeg.Api.Insights;

/// <summary>Finds what is worth a look among all segments, exactly, on one state.</summary>
internal sealed class InsightsQuery(
    LiveAudience audience, MembershipEngine engine, SegmentCatalog catalog, BlockCatalog blocks, LastChanges lastChanges, IOptions<InsightOptions> options, TimeProvider time)
{
    /// <summary>No type of events is called silent sooner, however often it comes otherwise.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromHours(24);

    /// <summary>How many times its usual gap a type of events may stay away.</summary>
    private const int PatientGaps = 2;

    /// <summary>Looks at everything.</summary>
    /// <param name="jaccard">From where on two segments are near-duplicates; as the options say when null.</param>
    /// <param name="days">After how many days something counts as still; as the options say when null.</param>
    /// <param name="cancellationToken">Ends the search.</param>
    /// <exception cref="ApiException">400 with every finding.</exception>
    public async Task<InsightsReply> RunAsync(double? jaccard, int? days, CancellationToken cancellationToken)
    {
        Check(jaccard, days);
        var now = time.GetUtcNow();
        var stillSince = now.AddDays(-(days ?? options.Value.StillAfterDays));
        var (state, everyone) = engine.TakeWithEveryone(audience);
        var last = await lastChanges.FindAsync(cancellationToken);
        return await Task.Run(
            () => new InsightsReply(
                state.AsOf,
                [.. NearDuplicates.Find(state, jaccard ?? options.Value.NearDuplicate, cancellationToken).Select(p => new NearDuplicate(Describe(p.A), Describe(p.B), p.Common, p.Jaccard))],
                [.. state.Segments.Where(s => s.Members.Count == 0).Select(s => Describe(s.Key))],
                FindStill(state, last, stillSince),
                FindSilent(state, now, stillSince, cancellationToken),
                FindConflicts(state, everyone)),
            cancellationToken);
    }

    private static void Check(double? jaccard, int? days)
    {
        var findings = new List<Finding>();
        if (jaccard is { } found && !(found > 0 && found <= 1))
            findings.Add(InsightErrors.OutOfRange("jaccard", found, "a number above 0 and up to 1"));
        if (days is < 1 or > 3_650)
            findings.Add(InsightErrors.OutOfRange("days", days, "1 to 3650"));
        if (findings.Count > 0)
            throw InsightErrors.NotUsable(findings);
    }

    private DescribedSegment Describe(string key) => new(key, catalog.Find(key)?.Rule?.Describe());

    private List<StillSegment> FindStill(MembershipState state, Dictionary<string, DateTimeOffset> lastChange, DateTimeOffset stillSince)
    {
        var still =
            from segment in state.Segments
            let saved = catalog.Find(segment.Key)?.UpdatedAt ?? DateTimeOffset.MinValue
            let since = lastChange.TryGetValue(segment.Key, out var changed) && changed > saved ? changed : saved
            where since <= stillSince
            orderby since, segment.Key
            select new StillSegment(segment.Key, segment.Members.Count, since);
        return [.. still];
    }

    private List<SilentEvent> FindSilent(MembershipState state, DateTimeOffset now, DateTimeOffset stillSince, CancellationToken cancellationToken)
    {
        var silent = new List<SilentEvent>();
        var index = audience.Index;
        for (var type = 0; type < index.Schema.Events.Length; type++)
        {
            var name = index.Schema.Events[type].Name;
            List<string> watchers = [.. state.Sources.Where(s => s.Rule!.References.Events.Contains(name)).Select(s => s.Key)];
            if (watchers.Count == 0)
                continue;
            var pulse = EventPulse.Measure(index, type, now.ToUnixTimeSeconds(), cancellationToken);
            var last = pulse.LastSeconds is { } seconds ? DateTimeOffset.FromUnixTimeSeconds(seconds) : (DateTimeOffset?)null;
            if (!(last > stillSince) || IsLate(now - last.Value, pulse.UsualGapHours))
                silent.Add(new SilentEvent(name, last, pulse.UsualGapHours, watchers));
        }

        return silent;
    }

    private static bool IsLate(TimeSpan away, int? usualGapHours) =>
        usualGapHours is { } gap && away > Patience && away > TimeSpan.FromHours((long)gap * PatientGaps);

    private List<VariantConflict> FindConflicts(MembershipState state, CustomerSet everyone) =>
        [.. blocks.All.OrderBy(b => b.Key, StringComparer.Ordinal).SelectMany(b => VariantConflicts.Of(b, state, everyone))];
}
