using System.Collections.Immutable;
using MicroSeg.Api.Audience;
using MicroSeg.Api.Segments;
using MicroSeg.Api.Segments.Lists;
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
    private readonly MembershipCause?[] _edits;
    private readonly int[] _results;

    private FullEvaluation(RulePlan plan, ImmutableArray<LiveSegment> sources, RulePlan subset, MembershipCause?[] edits, bool[] isConcerned, DateTimeOffset asOf)
    {
        Plan = plan;
        Sources = sources;
        Subset = subset;
        AsOf = asOf;
        _edits = edits;
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
        var edits = isSame ? new MembershipCause?[sources.Length] : FindEdits(before, sources);
        var isConcerned = Array.ConvertAll(edits, e => e is not null);
        if (scope == EvaluationScope.All)
            Array.Fill(isConcerned, true);
        var subset = isConcerned.All(c => c) ? plan : RulePlan.Compile(schema, [.. WithNamed(sources, isConcerned).Select(Definition)]);
        return new FullEvaluation(plan, sources, subset, edits, isConcerned, asOf);
    }

    /// <summary>The place among the results of the segment at <paramref name="index"/>; -1 when it keeps its members.</summary>
    public int ResultOf(int index) => _results[index];

    /// <summary>Why the segment's members change, when its definition or its list did, or that of one that it names; null when none did.</summary>
    public MembershipCause? EditOf(int index) => _edits[index];

    /// <summary>What the evaluation takes as given: the lists are those of its definitions.</summary>
    public EvaluationOptions With(EvaluationOptions options) => options with { Facts = new ListFacts(key => Plan.IndexOf(key) is >= 0 and var index ? Sources[index] : null, options.Facts) };

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
        return await Task.Run(() => (PageEvaluator.Evaluate(Subset, audience.Index, AsOf, With(options), out var due, cancellationToken), due), cancellationToken);
    }

    private static SegmentDefinition Definition(LiveSegment segment) => new(segment.Key, segment.Rule!) { Json = segment.RuleJson };

    private static MembershipCause?[] FindEdits(MembershipState before, ImmutableArray<LiveSegment> sources)
    {
        var edits = sources.ToDictionary(s => s.Key, s => EditOf(s, before.KeyOf(s) is { } key ? before.Source(key) : null), StringComparer.Ordinal);
        bool grows;
        do
        {
            grows = false;
            foreach (var user in sources)
            {
                // A new rule tells more than a new list.
                var inherited = user.Rule!.References.Segments.Select(used => edits[used]).Min();
                if (inherited is null || edits[user.Key] <= inherited)
                    continue;
                edits[user.Key] = inherited;
                grows = true;
            }
        }
        while (grows);

        return [.. sources.Select(s => edits[s.Key])];
    }

    private static MembershipCause? EditOf(LiveSegment segment, LiveSegment? known)
    {
        if (segment.Kind == SegmentKind.List && segment.Status == SegmentStatus.Active && known?.Status is null or SegmentStatus.Active)
            return ReferenceEquals(known?.List, segment.List) && known is not null ? null : MembershipCause.List;
        return known is not null && segment.Rule!.Equals(known.Rule) && ReferenceEquals(known.List, segment.List) ? null : MembershipCause.Definition;
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
