using MicroSeg.Audience.Bitmaps;

namespace MicroSeg.Audience.Evaluation.Explaining;

/// <summary>
/// What is recorded of one customer's memberships, and what will have been recorded when time has gone on: a member of tomorrow has been one for a day the
/// day after. Whoever goes through the instants at which something may change notes each of them, in their order.
/// </summary>
internal sealed class FutureFacts(ISegmentFacts recorded, int ordinal) : ISegmentFacts
{
    private readonly Dictionary<string, Stay> _stays = new(StringComparer.Ordinal);

    public CustomerSet ListOf(string segment) => recorded.ListOf(segment);

    public CustomerSet MembersAt(string segment, long seconds) => _stays.TryGetValue(segment, out var stay) && seconds >= stay.Start
        ? stay.IsMemberAt(seconds) ? CustomerSet.Of([ordinal]) : CustomerSet.Empty
        : recorded.MembersAt(segment, seconds);

    public ISegmentPast PastOf(string segment) => _stays.TryGetValue(segment, out var stay) ? stay : recorded.PastOf(segment);

    /// <summary>Notes who the customer is on the instant of a block, once all that asks of the past has been evaluated for it.</summary>
    public void Note(Block block, IEnumerable<PastNode> nodes)
    {
        foreach (var node in nodes)
        {
            var isMember = block.Bits(node.Member)[0] != 0;
            if (_stays.TryGetValue(node.Segment, out var stay))
                stay.GoOn(block.Instant.AsOf, isMember);
            else
                _stays.Add(node.Segment, new Stay(recorded.PastOf(node.Segment), ordinal, block.Instant.AsOf, isMember));
        }
    }

    private sealed class Stay : ISegmentPast
    {
        private readonly List<(long At, bool IsMember)> _changes;
        private long? _since;
        private long? _left;

        public Stay(ISegmentPast recorded, int ordinal, long asOf, bool isMember)
        {
            _changes = [(asOf, isMember)];
            long? since = recorded.TryGetSince(ordinal, out var from) && from <= asOf ? from : null;
            long? left = recorded.TryGetLeft(ordinal, out var to) && to <= asOf ? to : null;
            // What the verdict says and the record does not say yet begins now.
            _since = isMember ? since ?? asOf : null;
            _left = isMember ? null : since is null ? left : asOf;
        }

        public long Start => _changes[0].At;

        public bool IsMemberAt(long seconds) => _changes.FindLast(c => c.At <= seconds).IsMember;

        public void GoOn(long seconds, bool isMember)
        {
            if (_changes[^1].IsMember == isMember)
                return;
            _changes.Add((seconds, isMember));
            _since = isMember ? seconds : null;
            _left = isMember ? null : seconds;
        }

        public bool TryGetSince(int ordinal, out long seconds) => Get(_since, out seconds);

        public bool TryGetLeft(int ordinal, out long seconds) => Get(_left, out seconds);

        private static bool Get(long? known, out long seconds)
        {
            seconds = known ?? 0;
            return known is not null;
        }
    }
}
