using System.Collections.Immutable;
using MicroSeg.Audience.Bitmaps;
using MicroSeg.Audience.Evaluation;

namespace MicroSeg.Api.Membership;

/// <summary>What rules may ask of the past of segments, as the engine has published it last.</summary>
internal sealed class MembershipFacts : ISegmentFacts
{
    private volatile MembershipState _state = MembershipState.Nothing;
    private volatile ImmutableDictionary<(string Segment, long Seconds), CustomerSet> _past = ImmutableDictionary<(string, long), CustomerSet>.Empty;

    /// <summary>Who belonged to which segments at the instants that rules ask for.</summary>
    public ImmutableDictionary<(string Segment, long Seconds), CustomerSet> Past => _past;

    /// <summary>Publishes the present members.</summary>
    public void Publish(MembershipState state) => _state = state;

    /// <summary>Publishes past members.</summary>
    public void Publish(ImmutableDictionary<(string Segment, long Seconds), CustomerSet> past) => _past = past;

    public CustomerSet ListOf(string segment) => _state.Source(segment)?.List?.Members ?? CustomerSet.Empty;

    public CustomerSet MembersAt(string segment, long seconds) => _past.GetValueOrDefault((segment, seconds), CustomerSet.Empty);

    public ISegmentPast PastOf(string segment) => (ISegmentPast?)_state.Find(segment) ?? ISegmentFacts.None.PastOf(segment);
}
