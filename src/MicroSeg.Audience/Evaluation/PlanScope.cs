using MicroSeg.Audience.Rules;
using MicroSeg.Audience.Rules.Conditions;
using MicroSeg.Audience.Rules.Measures;
using MicroSeg.Audience.Rules.Operators;
using MicroSeg.Audience.Rules.Windows;
using MicroSeg.Audience.Schema;

namespace MicroSeg.Audience.Evaluation;

/// <summary>What conditions compile with: nodes about customers, or about the events of one type. Asking twice for the same gives the same node.</summary>
internal sealed class PlanScope(PlanBuilder builder, int eventIndex)
{
    public AudienceSchema Schema => builder.Schema;

    /// <summary>The event type; null where customers are spoken of.</summary>
    public EventDefinition? Event => eventIndex < 0 ? null : Schema.Events[eventIndex];

    /// <summary>The scope of an event type's events.</summary>
    public PlanScope EventsOf(string name) => new(builder, PlanBuilder.Require(Schema.EventIndex(name), "event type", name));

    public PlanNode Compile(SegmentRule rule) => builder.Intern((eventIndex, rule), _ => rule.Compile(this));

    public List<PlanNode> Compile(ValueList<SegmentRule> rules) => [.. rules.Select(Compile)];

    /// <summary>The node of another segment.</summary>
    public PlanNode Segment(string key) => builder.Segment(key);

    /// <summary>Whoever the host lists for a segment.</summary>
    public PlanNode Listed(string key) => builder.Intern(("list", key), id => new ListNode(id, key));

    /// <summary>The members of another segment whose present membership is of some age.</summary>
    public PlanNode MemberFor(string key, ValueList<AgeOperator> age) =>
        builder.Intern(("since", key, age), id => new MemberForNode(id, Segment(key), key, AgeTest(age)));

    /// <summary>Those who are no members of another segment, and whose last membership ended some time ago.</summary>
    public PlanNode Left(string key, ValueList<AgeOperator> age) =>
        builder.Intern(("left", key, age), id => new LeftNode(id, Segment(key), key, AgeTest(age)));

    /// <summary>The members of another segment at an instant.</summary>
    public PlanNode MembersAt(string key, long seconds) => builder.Intern(("at", key, seconds), id => new MembersAtNode(id, Segment(key), key, seconds));

    public PlanNode Group(GroupKind kind, List<PlanNode> children)
    {
        if (children.Count == 1 && kind != GroupKind.None)
            return children[0];
        return builder.Intern((eventIndex, kind, Ids(children)), id => new GroupNode(id, eventIndex, kind, [.. children]));
    }

    public PlanNode AtLeast(int count, List<PlanNode> children) =>
        builder.Intern((eventIndex, count, Ids(children)), id => new AtLeastNode(id, eventIndex, count, [.. children]));

    /// <summary>Operators on an attribute, or on a property of the scope's events.</summary>
    public PlanNode Column(string name, int property, PropertyType type, ValueCondition condition)
    {
        PlanBuilder.Require(property, eventIndex < 0 ? "attribute" : "property", name);
        return builder.Intern((eventIndex, property, condition), id => new ColumnNode(
            id, eventIndex, property, condition.Operators.Count == 0 ? null : builder.Test(type, condition.Operators), condition.Exists, condition.OrMissing));
    }

    /// <summary>The scope's events that exist and lie in a window.</summary>
    public PlanNode Times(EventWindow? window)
    {
        ValueList<ValueOperator> operators = window is null ? [new ExistingEvents()] : [new ExistingEvents(), window];
        return builder.Intern((eventIndex, operators), id => new ColumnNode(
            id, eventIndex, ColumnNode.Time, builder.Test(PropertyType.DateTime, operators), exists: null, orMissing: false));
    }

    /// <summary>The scope's events that lie in a window around a date of their customer's.</summary>
    public PlanNode Anchored(AnchoredWindow window)
    {
        var attribute = PlanBuilder.Require(Schema.AttributeIndex(window.Attribute), "attribute", window.Attribute);
        return builder.Intern((eventIndex, window), id => new AnchoredNode(id, eventIndex, attribute, window));
    }

    /// <summary>The scope's events that exist, lie in a window and satisfy a filter.</summary>
    public PlanNode Selection(EventWindow? within, SegmentRule? where)
    {
        List<PlanNode> filters = [within?.Compile(this) ?? Times(null)];
        if (where is not null)
            filters.Add(Compile(where));
        return Group(GroupKind.All, filters);
    }

    public PlanNode CompareWithAttribute(int property, string name, bool equal)
    {
        PlanBuilder.Require(property, "property", name);
        var attribute = PlanBuilder.Require(Schema.AttributeIndex(name), "attribute", name);
        return builder.Intern((eventIndex, property, attribute, equal), id => new AttributeComparisonNode(id, eventIndex, property, attribute, builder.Translation(), equal));
    }

    public PlanNode Sample(int buckets, string salt) => builder.Intern((buckets, salt), id => new SampleNode(id, buckets, builder.Salt(salt), salt));

    public PlanNode Count(PlanScope events, PlanNode selection, CountMeasure measure) =>
        builder.Intern((selection.Id, measure), id => new CountNode(id, events.EventIndex, selection, measure));

    public PlanNode Measured(PlanScope events, PlanNode selection, PlanNode? before, Measure measure) => builder.Intern((selection.Id, before?.Id, measure), id =>
        new MeasureNode(id, events.EventIndex, selection, before, measure, events.PropertyOf(measure), builder.Test(measure.ResultType, measure.Operators)));

    public PlanNode Grouped(PlanScope events, PlanNode selection, PlanNode? before, string per, GroupQuantifier groups, Measure measure)
    {
        var property = PlanBuilder.Require(events.Event!.IndexOf(per), "property", per);
        return builder.Intern((selection.Id, before?.Id, property, groups, measure), id => new GroupedNode(id, new Grouping(
            events.EventIndex,
            selection,
            before,
            property,
            per,
            events.Event!.Properties[property].Type,
            groups,
            measure,
            events.PropertyOf(measure),
            builder.Test(measure.ResultType, measure.Operators))));
    }

    public PlanNode Sequence(SequenceCondition sequence)
    {
        PlanScope[] scopes = [.. sequence.Steps.Select(s => EventsOf(s.Event))];
        PlanNode[] selections = [.. scopes.Zip(sequence.Steps, (scope, step) => scope.Selection(sequence.Within, step.Where))];
        var sought = sequence.Completed ? selections.Length : selections.Length - 1;
        var candidates = Group(GroupKind.All, [.. Enumerable.Range(0, sought).Select(i => Count(scopes[i], selections[i], CountMeasure.AtLeastOne)).Distinct()]);
        return builder.Intern((Ids([.. selections]), sequence.GapAtMost, sequence.Same, sequence.Completed), id =>
        {
            int[] events = [.. scopes.Select(s => s.EventIndex).Distinct()];
            var lanes = events.Select((index, i) => LaneOf(index, sequence.Same, isFirst: i == 0)).ToArray();
            var steps = scopes.Select((scope, i) => new ChainStep(Array.IndexOf(events, scope.EventIndex), selections[i]));
            var same = sequence.Same is null ? null : Schema.Events[events[0]].Properties[lanes[0].Same];
            return new SequenceNode(id, candidates, lanes, [.. steps], same, sequence.GapAtMost, sequence.Completed);
        });
    }

    private int EventIndex => eventIndex;

    private AgeTest AgeTest(ValueList<AgeOperator> age) => new(builder.Test(PropertyType.DateTime, [.. age]), age);

    private static ValueList<int> Ids(List<PlanNode> nodes) => [.. nodes.Select(n => n.Id)];

    private SequenceLane LaneOf(int index, string? same, bool isFirst) => same is null
        ? new SequenceLane(index, -1, -1)
        : new SequenceLane(index, PlanBuilder.Require(Schema.Events[index].IndexOf(same), "property", same), isFirst ? -1 : builder.Translation());

    private int PropertyOf(Measure measure) => measure.Property is { } name ? PlanBuilder.Require(Event!.IndexOf(name), "property", name) : -1;
}
