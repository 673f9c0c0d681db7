using System.Text.Json;

namespace MicroSeg.Audience.Tests.Oracle;

/// <summary>
/// Sequences by trying all chains. Of a chain only its last event and, among its events of the same second, those that are used up matter for how
/// it can go on, so that chains alike in these are tried once.
/// </summary>
internal sealed class OracleSequence(DateTimeOffset asOf, TimeZoneInfo zone, JsonElement rule, IReadOnlyList<List<OracleEvent>> candidates)
{
    private readonly string? _gap = rule.TryGetProperty("gapAtMost", out var gap) ? gap.GetString() : null;
    private readonly string? _same = rule.TryGetProperty("same", out var same) ? same.GetString() : null;

    public bool Holds()
    {
        var chains = candidates[0].Where(e => _same is null || e.Properties.ContainsKey(_same)).Select(e => new Chain(e, [e])).ToList();
        for (var step = 1; step < candidates.Count - 1; step++)
            chains = Extend(chains, step);
        if (!rule.TryGetProperty("completed", out var completed) || completed.GetBoolean())
            return chains.Exists(c => Followers(c, candidates.Count - 1).Any());
        return chains.GroupBy(c => c.Last, ReferenceEqualityComparer.Instance)
            .Any(ends => asOf > Deadline(ends.First().Last) && !ends.Any(c => Followers(c, candidates.Count - 1).Any()));
    }

    private List<Chain> Extend(List<Chain> chains, int step)
    {
        var seen = new HashSet<string>();
        var longer = new List<Chain>();
        foreach (var chain in chains)
        {
            foreach (var e in Followers(chain, step))
            {
                var next = new Chain(e, [.. chain.OfSecond.Where(c => c.At == e.At), e]);
                if (seen.Add(string.Join(' ', next.OfSecond.Select(c => c.Position).Order().Prepend(e.Position))))
                    longer.Add(next);
            }
        }

        return longer;
    }

    private IEnumerable<OracleEvent> Followers(Chain chain, int step)
    {
        var until = _gap is null ? DateTimeOffset.MaxValue : Deadline(chain.Last);
        return candidates[step].Where(e => e.At >= chain.Last.At && e.At <= until
            && (_same is null || (e.Properties.TryGetValue(_same, out var value) && OracleValue.AreEqual(value, chain.Last.Properties[_same])))
            && chain.OfSecond.TrueForAll(c => c.At < e.At || c.Type != e.Type || c.Position < e.Position));
    }

    private DateTimeOffset Deadline(OracleEvent e) => OracleTime.Shift(e.At, _gap!, 1, zone);

    private sealed record Chain(OracleEvent Last, List<OracleEvent> OfSecond);
}
