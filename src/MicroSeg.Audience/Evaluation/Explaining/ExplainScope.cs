using MicroSeg.Audience.Bitmaps.Containers;
using MicroSeg.Audience.Index;
using MicroSeg.Audience.Rules;
using MicroSeg.Audience.Rules.Reading;
using MicroSeg.Audience.Rules.Windows;
using MicroSeg.Audience.Schema;

namespace MicroSeg.Audience.Evaluation.Explaining;

/// <summary>What conditions explain themselves with: the plan's own nodes and what those came to, for one customer or for the customer's events.</summary>
internal sealed class ExplainScope
{
    private readonly ExplainRun _run;
    private readonly PlanNode? _inWindow;

    public ExplainScope(ExplainRun run)
        : this(run, run.Plan.Scope, null)
    {
    }

    private ExplainScope(ExplainRun run, PlanScope plan, PlanNode? inWindow)
    {
        _run = run;
        Plan = plan;
        _inWindow = inWindow;
    }

    /// <summary>The scope that the rule was compiled with: asked for the same again it gives the plan's node.</summary>
    public PlanScope Plan { get; }

    /// <summary>The customer, on the instant of the explanation.</summary>
    public Block Block => _run.Block;

    /// <summary>The scope of the events of a window, for what stands in <c>where</c>.</summary>
    public ExplainScope EventsOf(PlanScope events, EventWindow? within) => new(_run, events, events.Selection(within, where: null));

    /// <summary>Explains a node that is made of others.</summary>
    public Explanation Group(SegmentRule rule, string kind, JsonPlace place, JsonPlace list, ValueList<SegmentRule> children) =>
        Node(rule, kind, place) with { Children = [.. children.Select((child, i) => child.Explain(this, list.Item(i)))] };

    /// <summary>Explains a node: what it says and its verdict. What it saw is for its kind to add.</summary>
    public Explanation Node(SegmentRule rule, string kind, JsonPlace place)
    {
        _run.CountNode();
        var node = Plan.Compile(rule);
        return _inWindow is null
            ? new Explanation(kind, place.Path, rule.Describe(), Block.Bits(node)[0] != 0)
            : new Explanation(kind, place.Path, rule.DescribeOfEvents(), null) { Matched = CountInWindow(node) };
    }

    /// <summary>The same for a node that is not made of others, whose flip is searched for.</summary>
    public Explanation Leaf(SegmentRule rule, string kind, JsonPlace place)
    {
        var explanation = Node(rule, kind, place);
        return _inWindow is null ? explanation with { Followed = Plan.Compile(rule) } : explanation;
    }

    /// <summary>An attribute of the customer's.</summary>
    public ExplainedValue Attribute(string name)
    {
        var attribute = Plan.Schema.AttributeIndex(name);
        var found = Block.Column(PlanNode.Customers, attribute) is { } column && column.TryGetKey(Block.FirstRow, out var key)
            ? PropertyDictionary.Decode(Block.Dictionary(PlanNode.Customers, attribute), Plan.Schema.Attributes[attribute].Type, key)
            : (PropertyValue?)null;
        return new ExplainedValue(name, found);
    }

    /// <summary>How many events of the customer's a node about events selects.</summary>
    public int Count(PlanNode selection) =>
        Block.TryGetEvents(selection.EventIndex, out _, out _, out _) ? BitWords.PopCount(Block.Bits(selection)) : 0;

    /// <summary>The latest of some events, the newest first.</summary>
    public IReadOnlyList<ExplainedEvent> Latest(int eventIndex, ReadOnlySpan<int> rows)
    {
        var shown = new List<ExplainedEvent>();
        for (var i = rows.Length - 1; i >= 0 && shown.Count < _run.Limits.MaxEvents; i--)
            shown.Add(EventAt(eventIndex, rows[i]));
        return shown;
    }

    /// <summary>The latest of the events that a node selects.</summary>
    public IReadOnlyList<ExplainedEvent> Latest(PlanNode selection) => Latest(selection.EventIndex, RunSelection.RowsOfOne(Block, selection));

    /// <summary>Another segment with its verdict, and why.</summary>
    public ExplainedSegment Segment(string key) => _run.Explain(key);

    private int CountInWindow(PlanNode node) =>
        Block.TryGetEvents(node.EventIndex, out _, out _, out _) ? CommonBits.Count(Block.Bits(node), Block.Bits(_inWindow!)) : 0;

    private ExplainedEvent EventAt(int eventIndex, int row)
    {
        var table = Block.Events(eventIndex).Table;
        _ = table.Times.TryGetKey(row, out var at);
        var properties = new List<ExplainedValue>();
        foreach (var (definition, property) in Plan.Schema.Events[eventIndex].Properties.Select((p, i) => (p, i)))
        {
            if (table.Property(property) is { } column && column.TryGetKey(row, out var key))
                properties.Add(new ExplainedValue(definition.Name, PropertyDictionary.Decode(Block.Dictionary(eventIndex, property), definition.Type, key)));
        }

        return new ExplainedEvent(DateTimeOffset.FromUnixTimeSeconds(at), properties);
    }
}
