using MicroSeg.Audience.Rules;
using MicroSeg.Audience.Schema;

namespace MicroSeg.Audience.Evaluation;

/// <summary>Which segments a change can concern, references to other segments followed.</summary>
internal sealed class PlanWatchers
{
    private readonly int[][] _byEvent;
    private readonly int[][] _byAttribute;

    public PlanWatchers(AudienceSchema schema, IReadOnlyList<SegmentDefinition> segments)
    {
        var own = segments.ToDictionary(s => s.Key, s => s.Rule.References, StringComparer.Ordinal);
        var all = segments.Select(s => Reach(s.Key, own)).ToArray();
        _byEvent = [.. schema.Events.Select(e => Where(all, r => r.Events.Contains(e.Name)))];
        _byAttribute = [.. schema.Attributes.Select(a => Where(all, r => r.Attributes.Contains(a.Name)))];
    }

    // What the schema has got since the plan was made, no rule of the plan can name.
    public ReadOnlySpan<int> OfEvent(int index) => index < _byEvent.Length ? _byEvent[index] : [];

    public ReadOnlySpan<int> OfAttribute(int index) => index < _byAttribute.Length ? _byAttribute[index] : [];

    private static int[] Where(List<RuleReferences>[] segments, Func<RuleReferences, bool> watches) =>
        [.. Enumerable.Range(0, segments.Length).Where(i => segments[i].Exists(r => watches(r)))];

    private static List<RuleReferences> Reach(string key, Dictionary<string, RuleReferences> own)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal) { key };
        var open = new Queue<string>([key]);
        var reached = new List<RuleReferences>();
        while (open.TryDequeue(out var next))
        {
            reached.Add(own[next]);
            foreach (var used in own[next].Segments.Where(seen.Add))
                open.Enqueue(used);
        }

        return reached;
    }
}
