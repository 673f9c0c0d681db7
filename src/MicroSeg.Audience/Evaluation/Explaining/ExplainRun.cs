using MicroSeg.Audience.Rules.Reading;

namespace MicroSeg.Audience.Evaluation.Explaining;

/// <summary>What all nodes of one explanation share.</summary>
/// <param name="plan">The plan.</param>
/// <param name="block">The customer, on the instant of the explanation.</param>
/// <param name="limits">How far to go.</param>
/// <param name="segment">The segment that is explained.</param>
internal sealed class ExplainRun(RulePlan plan, Block block, ExplainLimits limits, string segment)
{
    private readonly HashSet<string> _explained = new(StringComparer.Ordinal) { segment };
    private int _depth;
    private int _nodes;

    public RulePlan Plan => plan;

    public Block Block => block;

    public ExplainLimits Limits => limits;

    public void CountNode() => _nodes++;

    /// <summary>Another segment with its verdict, explained when it has not been and there is room.</summary>
    public ExplainedSegment Explain(string key)
    {
        var index = plan.IndexOf(key);
        var holds = block.Bits(plan.Roots[index])[0] != 0;
        if (_depth >= limits.MaxSegmentDepth || _nodes >= limits.MaxNodes || !_explained.Add(key))
            return new ExplainedSegment(key, holds, null);
        _depth++;
        var definition = plan.Definitions[index];
        var rule = definition.Rule.Explain(new ExplainScope(this), new JsonPlace(definition.Json, "$"));
        _depth--;
        return new ExplainedSegment(key, holds, rule);
    }
}
