using MicroSeg.Audience.Bitmaps;

namespace MicroSeg.Api.Membership.Past;

/// <summary>Follows one segment's entries and exits from a known beginning: the last that is said of a customer counts.</summary>
internal sealed class SegmentReplay
{
    private const int PageShift = 16;
    private const int PageMask = (1 << PageShift) - 1;

    private readonly CustomerSet _members;
    private readonly Lazy<MemberTimes> _times;
    private readonly List<Page?> _pages = [];
    private long _version;

    public SegmentReplay(Folded start)
        : this(start.Version, start.Members, new Lazy<MemberTimes>(start.Times))
    {
    }

    /// <param name="version">The version of the definition at the beginning.</param>
    /// <param name="members">The members at the beginning.</param>
    /// <param name="times">Since when they are members, which is read when it is asked for.</param>
    public SegmentReplay(long version, CustomerSet members, Lazy<MemberTimes> times) => (_version, _members, _times) = (version, members, times);

    /// <summary>Entries and exits so far.</summary>
    public long Changes { get; private set; }

    public void Add(Transition transition)
    {
        var seconds = (uint)transition.At.ToUnixTimeSeconds();
        foreach (var ordinal in transition.Exited)
            PageOf(ordinal).Set(ordinal & PageMask, isMember: false, seconds);
        foreach (var ordinal in transition.Entered)
            PageOf(ordinal).Set(ordinal & PageMask, isMember: true, seconds);
        _version = transition.Version;
        Changes += transition.Entered.Count + transition.Exited.Count;
    }

    /// <summary>Adds what a page tells of a span of time.</summary>
    /// <param name="page">The page.</param>
    /// <param name="from">The first second.</param>
    /// <param name="to">The last second.</param>
    public void Add(HistoryPage page, long from, long to)
    {
        Span<ushort> room = new ushort[HistoryPage.Width];
        var first = HistoryPage.FirstOf(page.Chunk);
        var target = PageOf(first);
        var reader = new HistoryPageReader(page.Month, page.Data);
        while (reader.Read() && reader.Group.Seconds <= to)
        {
            var group = reader.Group;
            if (group.Seconds < from)
                continue;
            var places = reader.Places(room);
            foreach (var place in places)
                target.Set((first & PageMask) + place, group.IsEntry, (uint)group.Seconds);
            _version = Math.Max(_version, group.Version);
            Changes += places.Length;
        }
    }

    /// <summary>The members after all that was added.</summary>
    public CustomerSet Members()
    {
        if (Changes == 0)
            return _members;
        var entered = CustomerSet.FromPageBits(_pages.Count, page => _pages[page] is { } bits ? bits.Entered : default);
        var exited = CustomerSet.FromPageBits(_pages.Count, page => _pages[page] is { } bits ? bits.Exited : default);
        return _members.AndNot(exited).Or(entered);
    }

    /// <summary>Since when a member is one.</summary>
    public DateTimeOffset? Since(int ordinal)
    {
        var page = ordinal >> PageShift;
        return page < _pages.Count && _pages[page] is { } known && known.TryGetSince(ordinal & PageMask, out var seconds)
            ? DateTimeOffset.FromUnixTimeSeconds(seconds)
            : _times.Value.Find(ordinal);
    }

    /// <summary>The segment after all that was added, with the times of all members.</summary>
    public Folded ToFolded()
    {
        var members = Members();
        if (Changes == 0)
            return new Folded(_version, members, _times.Value);
        var (ordinals, seconds) = (new List<int>(members.Count), new List<uint>(members.Count));
        foreach (var ordinal in members)
        {
            if (Since(ordinal) is not { } since)
                continue;
            ordinals.Add(ordinal);
            seconds.Add((uint)since.ToUnixTimeSeconds());
        }

        return new Folded(_version, members, MemberTimes.Of(ordinals, seconds));
    }

    private Page PageOf(int ordinal)
    {
        var page = ordinal >> PageShift;
        while (_pages.Count <= page)
            _pages.Add(null);
        return _pages[page] ??= new Page();
    }

    /// <summary>What was said last of the customers of a page of 65,536.</summary>
    private sealed class Page
    {
        private readonly ulong[] _entered = new ulong[1 << (PageShift - 6)];
        private readonly ulong[] _exited = new ulong[1 << (PageShift - 6)];
        private readonly uint[] _seconds = new uint[1 << PageShift];

        public ReadOnlySpan<ulong> Entered => _entered;

        public ReadOnlySpan<ulong> Exited => _exited;

        public void Set(int place, bool isMember, uint seconds)
        {
            var (word, bit) = (place >> 6, 1UL << (place & 63));
            _entered[word] = isMember ? _entered[word] | bit : _entered[word] & ~bit;
            _exited[word] = isMember ? _exited[word] & ~bit : _exited[word] | bit;
            _seconds[place] = seconds;
        }

        public bool TryGetSince(int place, out uint seconds)
        {
            seconds = _seconds[place];
            return (_entered[place >> 6] >> (place & 63) & 1) != 0;
        }
    }
}
