using System.Collections.Concurrent;
using System.Collections.Immutable;
using MicroSeg.Audience.Index;
using MicroSeg.Audience.Rules;
using MicroSeg.Audience.Schema;

namespace MicroSeg.Audience.Evaluation;

/// <summary>
/// Some segments' rules, compiled together: what two of them say alike is evaluated once. Full evaluation, one customer's evaluation,
/// previews and explanations run the same plan. Immutable; any number of threads may use it at once.
/// </summary>
public sealed class RulePlan
{
    private readonly PlanNode[] _roots;
    private readonly int[] _allSegments;
    private readonly PlanNode[] _timeNodes;
    private readonly int[] _ofTime;
    private readonly PlanNode[][] _timeNodesBySegment;
    private readonly PlanWatchers _watchers;
    private readonly Dictionary<string, int> _indexes;
    private readonly ConcurrentBag<Block> _blocks = [];
    private ZoneCatalog _zones = new(null);

    private RulePlan(AudienceSchema schema, PlanBuilder builder, IReadOnlyList<SegmentDefinition> definitions, PlanNode[] roots)
    {
        Definitions = [.. definitions];
        Segments = [.. definitions.Select(d => d.Key)];
        Scope = new PlanScope(builder, PlanNode.Customers);
        EventCount = schema.Events.Length;
        NodeCount = builder.NodeCount;
        TestCount = builder.TestCount;
        SaltCount = builder.SaltCount;
        TranslationCount = builder.TranslationCount;
        var zone = schema.AttributeIndex(TimeZoneAttribute.Name);
        ZoneAttribute = zone >= 0 && schema.Attributes[zone].Type == PropertyType.String ? zone : -1;
        _roots = roots;
        _allSegments = [.. Enumerable.Range(0, roots.Length)];
        _timeNodesBySegment = Array.ConvertAll(roots, r => FindTimeNodes([r]));
        _timeNodes = FindTimeNodes(roots);
        _ofTime = [.. _allSegments.Where(s => _timeNodesBySegment[s].Length > 0)];
        _watchers = new PlanWatchers(schema, definitions);
        _indexes = Segments.Select((key, index) => (key, index)).ToDictionary(s => s.key, s => s.index, StringComparer.Ordinal);
    }

    /// <summary>The segments' keys; the place in the list is the segment's index in all results.</summary>
    public ImmutableArray<string> Segments { get; }

    /// <summary>How many distinct steps the segments come down to.</summary>
    public int NodeCount { get; }

    /// <summary>The 64-bit words that hold a bit for each segment.</summary>
    public int VerdictWords => (Segments.Length + 63) / 64;

    /// <summary>Segments whose answer can change as time passes, by index, ascending; those that refer to such a segment included.</summary>
    public ReadOnlySpan<int> WatchersOfTime => _ofTime;

    /// <summary>What was compiled, in the order of <see cref="Segments"/>.</summary>
    internal ImmutableArray<SegmentDefinition> Definitions { get; }

    /// <summary>Finds the nodes of the rules that were compiled.</summary>
    internal PlanScope Scope { get; }

    internal ReadOnlySpan<int> AllSegments => _allSegments;

    internal int TestCount { get; }

    internal int SaltCount { get; }

    internal int TranslationCount { get; }

    internal int EventCount { get; }

    internal int ZoneAttribute { get; }

    internal ReadOnlySpan<PlanNode> Roots => _roots;

    /// <summary>All nodes that may change by time alone.</summary>
    internal ReadOnlySpan<PlanNode> TimeNodes => _timeNodes;

    /// <summary>Compiles segments.</summary>
    /// <param name="schema">What the rules were read against, or a later version of it.</param>
    /// <param name="segments">The segments in any order, with all that they refer to.</param>
    /// <exception cref="ArgumentException">
    /// Two segments have one key, they refer to each other in a circle (the message spells it out) or in a chain that is longer than
    /// <see cref="SegmentGraph.LongestChain"/>, or they name a segment, attribute, event type or property that is not there.
    /// </exception>
    public static RulePlan Compile(AudienceSchema schema, IReadOnlyList<SegmentDefinition> segments)
    {
        if (segments.GroupBy(s => s.Key, StringComparer.Ordinal).FirstOrDefault(g => g.Count() > 1) is { } twice)
            throw new ArgumentException($"Two segments have the key '{twice.Key}'.", nameof(segments));
        var graph = new SegmentGraph(segments);
        if (graph.FindCycle() is { } cycle)
            throw new ArgumentException($"The segments refer to each other in a circle: {SegmentGraph.Spell(cycle)}.", nameof(segments));
        if (graph.FindLongChain() is { } chain)
            throw new ArgumentException($"Segment '{chain[0]}' refers to others in a chain of more than {SegmentGraph.LongestChain}, down to '{chain[^1]}'.", nameof(segments));
        var builder = new PlanBuilder(schema, segments.ToDictionary(s => s.Key, s => s.Rule, StringComparer.Ordinal));
        // What a rule names is compiled before it, so that compiling does not descend the chain.
        foreach (var key in graph.InOrder())
            _ = builder.Segment(key);
        PlanNode[] roots = [.. segments.Select(s => builder.Segment(s.Key))];
        builder.Seal();
        return new RulePlan(schema, builder, segments, roots);
    }

    /// <summary>The index of a segment by its key, or -1.</summary>
    public int IndexOf(string segment) => _indexes.GetValueOrDefault(segment, -1);

    /// <summary>Segments whose answer can change when an event of a type arrives, by index, ascending; those that refer to such a segment included.</summary>
    public ReadOnlySpan<int> WatchersOfEvent(int eventIndex) => _watchers.OfEvent(eventIndex);

    /// <summary>Segments whose answer can change when an attribute does, by index, ascending; those that refer to such a segment included.</summary>
    public ReadOnlySpan<int> WatchersOfAttribute(int attributeIndex) => _watchers.OfAttribute(attributeIndex);

    /// <summary>The nodes that may change by time alone of those that a segment comes down to.</summary>
    internal ReadOnlySpan<PlanNode> TimeNodesOf(int segment) => _timeNodesBySegment[segment];

    internal ZoneCatalog ZonesOf(StringDictionary? dictionary)
    {
        var zones = Volatile.Read(ref _zones);
        if (ReferenceEquals(zones.Dictionary, dictionary))
            return zones;
        zones = new ZoneCatalog(dictionary);
        Volatile.Write(ref _zones, zones);
        return zones;
    }

    /// <summary>The nodes that may change by time alone of those that some nodes come down to.</summary>
    internal static PlanNode[] FindTimeNodes(PlanNode[] roots)
    {
        var seen = new HashSet<PlanNode>();
        var open = new Queue<PlanNode>(roots.Where(seen.Add));
        var found = new List<PlanNode>();
        while (open.TryDequeue(out var node))
        {
            if (node.ChangesWithTime)
                found.Add(node);
            foreach (var input in node.Inputs.Where(seen.Add))
                open.Enqueue(input);
        }

        return [.. found];
    }

    internal Block Rent() => _blocks.TryTake(out var block) ? block : new Block(this);

    internal void Return(Block block)
    {
        block.End();
        _blocks.Add(block);
    }
}
