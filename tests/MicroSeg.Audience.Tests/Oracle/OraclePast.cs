using MicroSeg.Audience.Bitmaps;
using MicroSeg.Audience.Evaluation;

namespace MicroSeg.Audience.Tests.Oracle;

/// <summary>Every stay in every segment, as plain spans, and what is recorded of them at an instant.</summary>
internal sealed class OraclePast : ISegmentFacts
{
    private readonly Dictionary<(string Segment, int Ordinal), List<(long From, long? To)>> _stays = [];

    /// <summary>Whom the lists name.</summary>
    public Dictionary<string, CustomerSet> Lists { get; } = [];

    public void Stay(string segment, int ordinal, DateTimeOffset from, DateTimeOffset? to)
    {
        if (!_stays.TryGetValue((segment, ordinal), out var stays))
            _stays.Add((segment, ordinal), stays = []);
        stays.Add((from.ToUnixTimeSeconds(), to?.ToUnixTimeSeconds()));
    }

    /// <summary>The stays in the order of time; the last may be open.</summary>
    public IReadOnlyList<(long From, long? To)> StaysOf(string segment, int ordinal) => _stays.GetValueOrDefault((segment, ordinal)) ?? [];

    public CustomerSet ListOf(string segment) => Lists.GetValueOrDefault(segment, CustomerSet.Empty);

    public CustomerSet MembersAt(string segment, long seconds) => CustomerSet.Of(
        _stays.Where(s => s.Key.Segment == segment && s.Value.Any(v => v.From <= seconds && (v.To is null || v.To > seconds))).Select(s => s.Key.Ordinal));

    public ISegmentPast PastOf(string segment) => new Past(this, segment);

    private sealed class Past(OraclePast past, string segment) : ISegmentPast
    {
        public bool TryGetSince(int ordinal, out long seconds)
        {
            var open = past.StaysOf(segment, ordinal) is [.., (var from, null)];
            seconds = open ? past.StaysOf(segment, ordinal)[^1].From : 0;
            return open;
        }

        public bool TryGetLeft(int ordinal, out long seconds)
        {
            seconds = past.StaysOf(segment, ordinal) is [.., (_, { } to)] ? to : 0;
            return seconds != 0;
        }
    }
}
