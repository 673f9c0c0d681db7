using MicroSeg.Audience.Bitmaps;
using MicroSeg.Audience.Evaluation;

namespace MicroSeg.Api.Segments.Lists;

/// <summary>What some definitions say of lists, together with what is known of the past.</summary>
/// <param name="find">Finds a definition.</param>
/// <param name="past">Who knows the past.</param>
internal sealed class ListFacts(Func<string, LiveSegment?> find, ISegmentFacts? past) : ISegmentFacts
{
    private readonly ISegmentFacts _past = past ?? ISegmentFacts.None;

    public CustomerSet ListOf(string segment) => find(segment)?.List?.Members ?? CustomerSet.Empty;

    public CustomerSet MembersAt(string segment, long seconds) => _past.MembersAt(segment, seconds);

    public ISegmentPast PastOf(string segment) => _past.PastOf(segment);
}
