using MicroSeg.Api.Audiences.Sets;
using MicroSeg.Api.Membership;
using MicroSeg.Audience.Bitmaps;
using MicroSeg.Audience.Evaluation;

namespace MicroSeg.Api.Audiences;

/// <summary>An audience at one moment.</summary>
/// <param name="Root">The expression.</param>
/// <param name="World">What it was evaluated against.</param>
/// <param name="Members">Who is in it, after sample and limit.</param>
/// <param name="Bound">The last whom the limit lets in; null without a limit.</param>
/// <param name="State">The memberships that it was made of.</param>
/// <param name="AsOf">The instant that it is true of.</param>
/// <param name="Versions">A hash of the versions of all segments that the answer depends on.</param>
internal sealed record ResolvedAudience(SetNode Root, SetWorld World, CustomerSet Members, SampleBound? Bound, MembershipState State, DateTimeOffset AsOf, ulong Versions)
{
    public AudienceCount ToCount() => new(Members.Count, AsOf, [.. Root.All.Where(n => n.Children.Count == 0).Select(Count)]);

    private LeafCount Count(SetNode leaf) =>
        new(leaf.Path, (leaf as SegmentLeaf)?.Key, World.Of(leaf).Count, (leaf as CustomersLeaf)?.CountUnknown(World));
}
