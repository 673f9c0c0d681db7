using MicroSeg.Audience.Rules;
using MicroSeg.Audience.Rules.Measures;

namespace MicroSeg.Audience.Evaluation;

/// <summary>Operators on how long ago something was.</summary>
/// <param name="Test">The operators, ready to be asked.</param>
/// <param name="Operators">The operators as the rule has them.</param>
internal sealed record AgeTest(ValueTest Test, ValueList<AgeOperator> Operators)
{
    /// <summary>Whether a time passes for a customer of the block.</summary>
    public bool Passes(Block block, int customer, long then) => Test.Passes(block, null, then, ZoneOf(block, customer));

    /// <summary>The first instant after the evaluation's at which the answer on a time may change.</summary>
    public long NextChange(Block block, int customer, long then)
    {
        var clock = block.Instant.Clock(ZoneOf(block, customer));
        var next = long.MaxValue;
        foreach (var age in Operators)
            next = Math.Min(next, age.NextChange(then, clock));
        return next;
    }

    private int ZoneOf(Block block, int customer) => Test.UsesZone ? block.ZoneOf(customer) : 0;
}
