namespace MicroSeg.Api.Tests.Membership;

/// <summary>What is known, the rules said once more in plain words, and a walk through every second at which something may change.</summary>
internal sealed class HistoryModel(DateTimeOffset start)
{
    private readonly SortedDictionary<(DateTimeOffset At, string Key), SortedSet<string>> _snapshots = [];
    private readonly Dictionary<string, DateTimeOffset> _since = [];
    private readonly Dictionary<string, DateTimeOffset> _left = [];
    private DateTimeOffset _at = Second(start);

    public Dictionary<string, int?> Ages { get; } = [];

    public List<Booking> Events { get; } = [];

    public Dictionary<string, int> Parameters { get; } = [];

    /// <summary>The members of each segment from each instant of change on.</summary>
    public IEnumerable<(DateTimeOffset At, string Key, SortedSet<string> Members)> Snapshots => _snapshots.Select(s => (s.Key.At, s.Key.Key, s.Value));

    public static DateTimeOffset Second(DateTimeOffset at) => DateTimeOffset.FromUnixTimeSeconds(at.ToUnixTimeSeconds());

    /// <summary>Goes through all that changes by time alone up to an instant, and then knows more.</summary>
    public void Know(DateTimeOffset at, Action change)
    {
        GoTo(at);
        change();
        Look();
    }

    public void GoTo(DateTimeOffset to)
    {
        while (Candidates().Where(c => c > _at && c <= to).DefaultIfEmpty(DateTimeOffset.MaxValue).Min() is var next && next < DateTimeOffset.MaxValue)
        {
            _at = next;
            Look();
        }

        _at = Second(to);
    }

    public void Erase(string id)
    {
        Ages.Remove(id);
        Events.RemoveAll(e => e.Customer == id);
        _since.Remove(id);
        _left.Remove(id);
        // The past still counts the erased, and does not name them any more.
        foreach (var members in _snapshots.Values)
            members.Remove(id);
    }

    public IEnumerable<string> MembersOf(string key) => Evaluate(key).Order(StringComparer.Ordinal);

    private void Look()
    {
        var frequent = Parameters.ContainsKey("frequent") ? Evaluate("frequent").ToHashSet() : [];
        foreach (var gone in _since.Keys.Where(c => !frequent.Contains(c)).ToList())
        {
            _since.Remove(gone);
            _left[gone] = _at;
        }

        foreach (var member in frequent.Where(c => _since.TryAdd(c, _at)))
            _left.Remove(member);
        foreach (var key in Parameters.Keys)
            _snapshots[(_at, key)] = new SortedSet<string>(Evaluate(key), StringComparer.Ordinal);
    }

    private IEnumerable<DateTimeOffset> Candidates() =>
    [
        .. Events.SelectMany(e => (DateTimeOffset[])[e.At, e.At.AddDays(7), e.At.AddDays(Parameters.GetValueOrDefault("quiet"))]),
        .. _since.Values.Select(s => s.AddDays(Parameters.GetValueOrDefault("settled"))),
        .. _left.Values.Select(s => s.AddDays(Parameters.GetValueOrDefault("lapsed"))),
    ];

    private IEnumerable<string> Evaluate(string key) => key switch
    {
        "frequent" => Ages.Keys.Where(c => Within(c, 7).GroupBy(e => e.City).Any(g => g.Count() >= Parameters[key])),
        "frequent-adults" => Evaluate("frequent").Where(c => Ages[c] >= Parameters[key]),
        "settled" => _since.Where(s => s.Value <= _at.AddDays(-Parameters[key])).Select(s => s.Key),
        "lapsed" => _left.Where(s => s.Value > _at.AddDays(-Parameters[key])).Select(s => s.Key),
        _ => Ages.Keys.Where(c => !Within(c, Parameters[key]).Any()),
    };

    private IEnumerable<Booking> Within(string customer, int days) => Events.Where(e => e.Customer == customer && e.At > _at.AddDays(-days) && e.At <= _at);

    internal sealed record Booking(string Id, string Customer, string City, DateTimeOffset At);
}
