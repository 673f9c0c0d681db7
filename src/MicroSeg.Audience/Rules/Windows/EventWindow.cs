using MicroSeg.Audience.Evaluation;
using MicroSeg.Audience.Evaluation.Explaining;
using MicroSeg.Audience.Rules.Operators;

namespace MicroSeg.Audience.Rules.Windows;

/// <summary>
/// <c>within</c>: the times of the events that count. A window is an operator on the event's time, so it is evaluated as one;
/// events later than <c>asOf</c> are cut off for all windows alike.
/// </summary>
internal abstract record EventWindow : ValueOperator
{
    /// <summary>The times that it comes to for the one customer of a block.</summary>
    public KeySet Times(Block block) => Keys(block.Instant.Clock(Uses.HasFlag(TimeUse.Zone) ? block.ZoneOf(0) : 0));

    /// <summary>Those times as instants.</summary>
    public IReadOnlyList<InstantRange> Bounds(Block block)
    {
        var bounds = new List<InstantRange>();
        foreach (var range in Times(block).Ranges)
            bounds.Add(new InstantRange(Instant(range.Min), Instant(range.Max)));
        return bounds;
    }

    private static DateTimeOffset? Instant(long seconds) =>
        seconds >= DateTimeOffset.MinValue.ToUnixTimeSeconds() && seconds <= DateTimeOffset.MaxValue.ToUnixTimeSeconds() ? DateTimeOffset.FromUnixTimeSeconds(seconds) : null;
}

/// <summary>The events that exist at <c>asOf</c>. Not a use of the time that a rule's text shows: see <see cref="RuleReferences.DependsOnTime"/>.</summary>
internal sealed record ExistingEvents : ValueOperator
{
    public override string Phrase() => "has happened";

    public override KeySet Keys(ZoneClock clock) => KeySet.AtMost(clock.AsOf);

    public override TimeUse Uses => TimeUse.AsOf;
}
