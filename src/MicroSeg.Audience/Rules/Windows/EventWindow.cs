using MicroSeg.Audience.Evaluation;
using MicroSeg.Audience.Evaluation.Explaining;
using MicroSeg.Audience.Rules.Operators;

namespace MicroSeg.Audience.Rules.Windows;

/// <summary>
/// <c>within</c>: the times of the events that count. A window is an operator on the event's time, and is evaluated as one where it is the same
/// for all customers of a zone; events later than <c>asOf</c> are cut off for all windows alike.
/// </summary>
internal abstract record EventWindow : ValueOperator
{
    /// <summary>The window of the same length right before it; null when it has no such length.</summary>
    public virtual EventWindow? Before => null;

    /// <summary>The times that it comes to for the one customer of a block, as instants.</summary>
    public IReadOnlyList<InstantRange> Bounds(Block block)
    {
        var bounds = new List<InstantRange>();
        foreach (var range in Times(block).Ranges)
            bounds.Add(new InstantRange(Instant(range.Min), Instant(range.Max)));
        return bounds;
    }

    /// <summary>Adds what it names.</summary>
    public virtual void Collect(RuleReferences references) => references.AddTime(Uses);

    /// <summary>The node of the events in it.</summary>
    public virtual PlanNode Compile(PlanScope events) => events.Times(this);

    /// <summary>The times that it comes to for the one customer of a block.</summary>
    protected virtual KeySet Times(Block block) => Keys(block.Instant.Clock(Uses.HasFlag(TimeUse.Zone) ? block.ZoneOf(0) : 0));

    private static DateTimeOffset? Instant(long seconds) =>
        seconds >= DateTimeOffset.MinValue.ToUnixTimeSeconds() && seconds <= DateTimeOffset.MaxValue.ToUnixTimeSeconds() ? DateTimeOffset.FromUnixTimeSeconds(seconds) : null;
}

/// <summary>The events that exist at <c>asOf</c>: one that is dated later begins to exist at its second.</summary>
internal sealed record ExistingEvents : ValueOperator
{
    public override string Phrase() => "has happened";

    public override KeySet Keys(ZoneClock clock) => KeySet.AtMost(clock.AsOf);

    public override TimeUse Uses => TimeUse.AsOf;

    public override long NextChange(long key, ZoneClock clock) => clock.Later(key);

    public override KeyMotion Motion(ZoneClock clock) => KeyMotion.Slides;
}
