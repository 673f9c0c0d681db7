using System.Collections.Immutable;
using MicroSeg.Audience.Bitmaps;

namespace MicroSeg.Api.Membership;

/// <summary>
/// Since when each member of a segment is one, to the second. Many who entered at once are held as one set with one instant; the others one by
/// one, in eight bytes each.
/// </summary>
internal sealed class MemberTimes
{
    /// <summary>From so many on, those who enter together are held as a set.</summary>
    private const int TogetherFrom = 1_024;

    /// <summary>The same for those who enter first of all.</summary>
    private const int FirstTogetherFrom = 16;

    /// <summary>So many sets at most; then the smallest is broken up.</summary>
    private const int MaxCrowds = 16;

    private readonly ImmutableArray<Crowd> _crowds;
    private readonly OrdinalTimes _singles;

    private MemberTimes(ImmutableArray<Crowd> crowds, OrdinalTimes singles)
    {
        _crowds = crowds;
        _singles = singles;
    }

    /// <summary>The times of no one.</summary>
    public static MemberTimes Empty { get; } = new([], OrdinalTimes.Empty);

    /// <summary>Who entered together; where sets overlap, the later one counts.</summary>
    public IEnumerable<(uint Seconds, CustomerSet Members)> Crowds => _crowds.Select(c => (c.Seconds, c.Members));

    /// <summary>The others.</summary>
    public OrdinalTimes Singles => _singles;

    /// <summary>Times that were taken apart into <see cref="Crowds"/> and <see cref="Singles"/>.</summary>
    public static MemberTimes Of(IEnumerable<(uint Seconds, CustomerSet Members)> crowds, OrdinalTimes singles) => new([.. crowds.Select(c => new Crowd(c.Seconds, c.Members))], singles);

    /// <summary>The times of many.</summary>
    /// <param name="ordinals">Members, ascending.</param>
    /// <param name="seconds">Since when each is one, in seconds since 1970.</param>
    public static MemberTimes Of(IReadOnlyList<int> ordinals, IReadOnlyList<uint> seconds)
    {
        var crowds = seconds.CountBy(s => s).Where(c => c.Value >= TogetherFrom).OrderByDescending(c => c.Value).Take(MaxCrowds).ToDictionary(c => c.Key, _ => new CustomerSetBuilder());
        var (singles, times) = (new List<int>(), new List<uint>());
        for (var i = 0; i < ordinals.Count; i++)
        {
            if (crowds.TryGetValue(seconds[i], out var crowd))
            {
                crowd.Add(ordinals[i]);
                continue;
            }

            singles.Add(ordinals[i]);
            times.Add(seconds[i]);
        }

        return Of(crowds.OrderBy(c => c.Key).Select(c => (c.Key, c.Value.ToSet())), OrdinalTimes.Of(singles, times));
    }

    /// <summary>These times, and earlier ones where there are none.</summary>
    public MemberTimes After(MemberTimes earlier)
    {
        var all = new SortedDictionary<int, uint>();
        foreach (var times in (MemberTimes[])[earlier, this])
        {
            foreach (var crowd in times._crowds)
            {
                foreach (var ordinal in crowd.Members)
                    all[ordinal] = crowd.Seconds;
            }

            foreach (var (ordinal, seconds) in times._singles.Entries)
                all[ordinal] = seconds;
        }

        return Of([.. all.Keys], [.. all.Values]);
    }

    /// <summary>Since when <paramref name="ordinal"/>, who is a member, is one; null when it was never entered.</summary>
    public DateTimeOffset? Find(int ordinal)
    {
        if (_singles.TryGet(ordinal, out var seconds))
            return DateTimeOffset.FromUnixTimeSeconds(seconds);
        for (var i = _crowds.Length - 1; i >= 0; i--)
        {
            if (_crowds[i].Members.Contains(ordinal))
                return DateTimeOffset.FromUnixTimeSeconds(_crowds[i].Seconds);
        }

        return null;
    }

    /// <summary>These times after some entered and some left.</summary>
    /// <param name="entered">Who is a member now and was none.</param>
    /// <param name="exited">Who was a member and is none now.</param>
    /// <param name="at">When.</param>
    public MemberTimes With(CustomerSet entered, CustomerSet exited, DateTimeOffset at)
    {
        var seconds = (uint)at.ToUnixTimeSeconds();
        var singles = exited.Count == 0 ? _singles : _singles.Without(exited);
        if (entered.Count == 0)
            return ReferenceEquals(singles, _singles) ? this : new MemberTimes(_crowds, singles);
        if (entered.Count < TogetherFrom && !IsFirst(entered))
            return new MemberTimes(_crowds, singles.With(entered, seconds));

        // What is left of their earlier times, from sets that were broken up, would go before the new one.
        singles = singles.Without(entered);
        var crowds = _crowds.Add(new Crowd(seconds, entered));
        return crowds.Length <= MaxCrowds ? new MemberTimes(crowds, singles) : BreakUpSmallest(crowds, singles);
    }

    // A small segment that is defined at once shares the set with its members, and takes no times one by one.
    private bool IsFirst(CustomerSet entered) => entered.Count >= FirstTogetherFrom && _crowds.IsEmpty && _singles.Count == 0;

    // Some of the set may have left since: their times do no harm, because only members are asked for.
    private static MemberTimes BreakUpSmallest(ImmutableArray<Crowd> crowds, OrdinalTimes singles)
    {
        var smallest = 0;
        for (var i = 1; i < crowds.Length; i++)
        {
            if (crowds[i].Members.Count < crowds[smallest].Members.Count)
                smallest = i;
        }

        var members = crowds[smallest].Members;
        foreach (var later in crowds.AsSpan()[(smallest + 1)..])
            members = members.AndNot(later.Members);
        members = members.AndNot(CustomerSet.Of(singles.Ordinals));
        return new MemberTimes(crowds.RemoveAt(smallest), singles.With(members, crowds[smallest].Seconds));
    }

    private sealed record Crowd(uint Seconds, CustomerSet Members);
}
