using MicroSeg.Audience.Bitmaps;

namespace MicroSeg.Api.History.Movement;

/// <summary>The members of several segments at one instant, and who of them is in one, in several or in none.</summary>
internal sealed class MovementSide
{
    private readonly Dictionary<string, CustomerSet> _members;

    public MovementSide(IReadOnlyList<(string Segment, CustomerSet Members)> segments)
    {
        _members = segments.ToDictionary(s => s.Segment, s => s.Members, StringComparer.Ordinal);
        (Any, Several) = (CustomerSet.Empty, CustomerSet.Empty);
        foreach (var (_, members) in segments)
        {
            Several = Several.Or(Any.And(members));
            Any = Any.Or(members);
        }

        One = Any.AndNot(Several);
    }

    /// <summary>Who is in at least one.</summary>
    public CustomerSet Any { get; }

    /// <summary>Who is in more than one.</summary>
    public CustomerSet Several { get; }

    /// <summary>Who is in exactly one.</summary>
    public CustomerSet One { get; }

    /// <summary>The members of one; null when it is not on this side.</summary>
    public CustomerSet? Find(string segment) => _members.GetValueOrDefault(segment);
}
