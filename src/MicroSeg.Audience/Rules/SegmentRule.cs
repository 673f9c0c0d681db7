using MicroSeg.Audience.Evaluation;
using MicroSeg.Audience.Evaluation.Explaining;
using MicroSeg.Audience.Rules.Conditions;
using MicroSeg.Audience.Rules.Reading;
using MicroSeg.Audience.Schema;

namespace MicroSeg.Audience.Rules;

/// <summary>
/// A node of a segment's rule: who belongs to it. Two rules are equal when they say the same, whatever the JSON's layout;
/// equal nodes are evaluated once. Made by <see cref="RuleReader"/>.
/// </summary>
public abstract record SegmentRule
{
    private protected SegmentRule()
    {
    }

    /// <summary>
    /// The rule of a segment that has none of its own: whoever <see cref="ISegmentFacts.ListOf"/> names, such as an uploaded list or the members that a
    /// paused segment was frozen with. JSON cannot express it.
    /// </summary>
    /// <param name="key">The segment whose list decides.</param>
    public static SegmentRule Listed(string key) => new ListCondition(key);

    /// <summary>What the rule names: segments, attributes, event types and their properties, its own children's included.</summary>
    public RuleReferences References
    {
        get
        {
            var references = new RuleReferences();
            Collect(references);
            return references;
        }
    }

    /// <summary>The rule as one plain English sentence.</summary>
    public virtual string Describe()
    {
        var clause = Clause();
        // A sentence that begins with a list in parentheses would have no capital.
        if (clause[0] == '(')
            return $"It is so that {clause}.";
        return char.ToUpperInvariant(clause[0]) + clause[1..] + ".";
    }

    /// <summary>What the context of its members may hold, and of which types: the properties of <c>per</c> and the measures beside them.</summary>
    public IReadOnlyDictionary<string, PropertyType> ContextOf(AudienceSchema schema)
    {
        var fields = new Dictionary<string, PropertyType>(StringComparer.Ordinal);
        foreach (var field in ContextFields(schema))
            fields.TryAdd(field.Name, field.Type);
        return fields;
    }

    /// <summary>What this node and its children put into the context of those for whom they hold.</summary>
    internal virtual IEnumerable<PropertyDefinition> ContextFields(AudienceSchema schema) => [];

    /// <summary>The node, of a <c>where</c>, as one sentence.</summary>
    internal string DescribeOfEvents() => $"For the event, {Clause()}.";

    /// <summary>The rule as a clause that a sentence can be built from, without capital and full stop.</summary>
    internal abstract string Phrase();

    /// <summary>Adds what this node and its children name.</summary>
    internal abstract void Collect(RuleReferences references);

    /// <summary>The node that computes this rule, over customers or over the events of the scope.</summary>
    internal abstract PlanNode Compile(PlanScope scope);

    /// <summary>Says what the node came to for one customer, from the nodes that <see cref="Compile"/> gave the plan.</summary>
    /// <param name="scope">What explanations are made with.</param>
    /// <param name="place">Where the node stands in its rule, and its JSON where that is known.</param>
    internal abstract Explanation Explain(ExplainScope scope, JsonPlace place);

    /// <summary>The clause of a sentence that consists of nothing else: a list needs no parentheses around it.</summary>
    internal virtual string Clause() => Phrase();
}
