using MicroSeg.Api.Membership;

namespace MicroSeg.Api.Insights;

/// <summary>Finds segments with nearly the same members.</summary>
internal static class NearDuplicates
{
    /// <summary>Each two whose Jaccard index is <paramref name="threshold"/> or more, the most alike first.</summary>
    public static IReadOnlyList<OverlapPair> Find(MembershipState state, double threshold, CancellationToken cancellationToken)
    {
        var bySize = state.Segments.Where(s => s.Members.Count > 0).OrderBy(s => s.Members.Count).ThenBy(s => s.Key, StringComparer.Ordinal).ToList();
        var pairs = new List<OverlapPair>();
        for (var i = 0; i < bySize.Count; i++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var (a, sizeOfA) = (bySize[i], bySize[i].Members.Count);

            // Two sets cannot be more alike than their sizes are.
            for (var j = i + 1; j < bySize.Count && sizeOfA >= threshold * bySize[j].Members.Count; j++)
            {
                var b = bySize[j];
                var pair = string.CompareOrdinal(a.Key, b.Key) < 0
                    ? OverlapPair.Of(a.Key, sizeOfA, b.Key, b.Members.Count, a.Members.AndCount(b.Members))
                    : OverlapPair.Of(b.Key, b.Members.Count, a.Key, sizeOfA, a.Members.AndCount(b.Members));
                if (pair.Jaccard >= threshold)
                    pairs.Add(pair);
            }
        }

        return [.. pairs.OrderByDescending(p => p.Jaccard).ThenBy(p => p.A, StringComparer.Ordinal).ThenBy(p => p.B, StringComparer.Ordinal)];
    }
}
