namespace MicroSeg.Api.Membership.Past;

/// <summary>Follows one segment's entries and exits for who left last and when.</summary>
internal sealed class LastExits
{
    private readonly SortedDictionary<int, uint> _exits = [];

    public void Add(Transition transition)
    {
        var seconds = (uint)transition.At.ToUnixTimeSeconds();
        foreach (var ordinal in transition.Exited)
            _exits[ordinal] = seconds;
        foreach (var ordinal in transition.Entered)
            _exits.Remove(ordinal);
    }

    public void Add(HistoryPage page)
    {
        Span<ushort> room = new ushort[HistoryPage.Width];
        var first = HistoryPage.FirstOf(page.Chunk);
        var reader = new HistoryPageReader(page.Month, page.Data);
        while (reader.Read())
        {
            foreach (var place in reader.Places(room))
            {
                if (reader.Group.IsEntry)
                    _exits.Remove(first + place);
                else
                    _exits[first + place] = (uint)reader.Group.Seconds;
            }
        }
    }

    public MemberTimes ToTimes() => MemberTimes.Of([.. _exits.Keys], [.. _exits.Values]);
}
