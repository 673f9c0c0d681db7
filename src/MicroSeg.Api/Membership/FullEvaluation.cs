using System.Collections.Immutable;
using MicroSeg.Api.Audience;
using MicroSeg.Api.Segments;
using MicroSeg.Audience.Bitmaps;
using MicroSeg.Audience.Evaluation;
using MicroSeg.Audience.Rules;

namespace MicroSeg.Api.Membership;

/// <summary>Which segments an evaluation of all customers is about.</summary>
internal enum EvaluationScope
{
    /// <summary>Only those whose definition changed, and those that name them.</summary>
    Redefined,

    /// <summary>All.</summary>
    All,
}

/// <summary>An evaluation of some segments over all customers, aside from what is being answered.</summary>
internal sealed class FullEvaluation
{
    private readonly bool[] _isRedefined;
    private readonly int[] _results;

    private FullEvaluation(RulePlan plan, ImmutableArray<LiveSegment> sources, RulePlan subset, bool[] isRedefined, bool[] isConcerned, DateTimeOffset asOf)
    {
        Plan = plan;
        Sources = sources;
        Subset = subset;
        AsOf = asOf;
        _isRedefined = isRedefined;
        _results = [.. sources.Select((s, i) => isConcerned[i] ? subset.IndexOf(s.Key) : -1)];
    }

    /// <summary>All segments, as they are to be served.</summary>
    public RulePlan Plan { get; }

    /// <summary>Their definitions, in the plan's order.</summary>
    public ImmutableArray<LiveSegment> Sources { get; }

    /// <summary>The segments that are evaluated, with those that they name.</summary>
    public RulePlan Subset { get; }

    /// <summary>The instant of the evaluation.</summary>
    public DateTimeOffset AsOf { get; }

    /// <summary>Plans an evaluation.</summary>
    /// <param name="before">What is being answered.</param>
    /// <param name="sources">The definitions that are to be served.</param>
    /// <param name="audience">The customers.</param>
    /// <param name="scope">What to evaluate.</param>
    /// <param name="asOf">The instant.</param>
    /// <exception cref="ArgumentException">The definitions cannot be compiled together.</exception>
    public static FullEvaluation Of(MembershipState before, ImmutableArray<LiveSegment> sources, LiveAudience audience, EvaluationScope scope, DateTimeOffset asOf)
    {
        var schema = audience.Index.Schema;
        var isSame = before.Sources.SequenceEqual(sources);
        var plan = isSame ? before.Plan : RulePlan.Compile(schema, [.. sources.Select(Definition)]);
        var isRedefined = isSame ? new bool[sources.Length] : FindRedefined(before, sources);
        var isConcerned = isRedefined.ToArray();
        if (scope == EvaluationScope.All)
            Array.Fill(isConcerned, true);
        var subset = isConcerned.All(c => c) ? plan : RulePlan.Compile(schema, [.. WithNamed(sources, isConcerned).Select(Definition)]);
        return new FullEvaluation(plan, sources, subset, isRedefined, isConcerned, asOf);
    }

    /// <summary>The place among the results of the segment at <paramref name="index"/>; -1 when it keeps its members.</summary>
    public int ResultOf(int index) => _results[index];

    /// <summary>Whether the segment's definition changed, or that of one that it names.</summary>
    public bool IsRedefined(int index) => _isRedefined[index];

    /// <summary>Whether all segments are evaluated.</summary>
    public bool IsComplete => ReferenceEquals(Subset, Plan);

    /// <summary>The segments of which rules ask since when others are no members.</summary>
    public HashSet<string> Pasts => field ??= [.. Sources.SelectMany(s => s.Rule!.References.Pasts)];

    /// <summary>Evaluates.</summary>
    /// <returns>The members of the segments of <see cref="Subset"/>, and when their customers are due.</returns>
    public async Task<(CustomerSet[] Sets, DueTimes Due)> RunAsync(LiveAudience audience, EvaluationOptions options, CancellationToken cancellationToken)
    {
        if (Subset.Segments.IsEmpty)
            return ([], new DueTimes());
        return await Task.Run(() => (PageEvaluator.Evaluate(Subset, audience.Index, AsOf, options, out var due, cancellationToken), due), cancellationToken);
    }

    private static SegmentDefinition Definition(LiveSegment segment) => new(segment.Key, segment.Rule!) { Json = segment.RuleJson };

    private static bool[] FindRedefined(MembershipState before, ImmutableArray<LiveSegment> sources)
    {
        var known = before.Sources.ToDictionary(s => s.Key, s => s.Rule, StringComparer.Ordinal);
        var redefined = sources.Where(s => !known.TryGetValue(s.Key, out var rule) || !s.Rule!.Equals(rule)).Select(s => s.Key).ToHashSet(StringComparer.Ordinal);
        var grows = redefined.Count > 0;
        while (grows)
        {
            grows = false;
            foreach (var user in sources.Where(s => s.Rule!.References.Segments.Any(redefined.Contains)))
                grows |= redefined.Add(user.Key);
        }

        return [.. sources.Select(s => redefined.Contains(s.Key))];
    }

    private static List<LiveSegment> WithNamed(ImmutableArray<LiveSegment> sources, bool[] isConcerned)
    {
        var byKey = sources.ToDictionary(s => s.Key, StringComparer.Ordinal);
        var wanted = new HashSet<string>(StringComparer.Ordinal);
        var open = new Queue<string>(sources.Where((_, i) => isConcerned[i]).Select(s => s.Key));
        while (open.TryDequeue(out var key))
        {
            if (!wanted.Add(key))
                continue;
            foreach (var named in byKey[key].Rule!.References.Segments)
                open.Enqueue(named);
        }

        return [.. sources.Where(s => wanted.Contains(s.Key))];
    }
}
