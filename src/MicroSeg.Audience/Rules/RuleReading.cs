using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;

namespace MicroSeg.Audience.Rules;

/// <summary>What came of reading a rule: the rule, or everything that is wrong with it.</summary>
public sealed class RuleReading
{
    internal RuleReading(SegmentRule? rule, ImmutableArray<RuleFinding> findings)
    {
        Rule = findings.IsEmpty ? rule : null;
        Findings = findings;
    }

    /// <summary>The rule; null when there are findings.</summary>
    public SegmentRule? Rule { get; }

    /// <summary>All that is wrong, in the order of the text; empty when the rule is good.</summary>
    public ImmutableArray<RuleFinding> Findings { get; }

    /// <summary>Whether the rule is good.</summary>
    [MemberNotNullWhen(true, nameof(Rule))]
    public bool IsValid => Rule is not null;
}
