using MicroSeg.Api.Blocks.Compilation;
using MicroSeg.Api.Membership;
using MicroSeg.Audience.Bitmaps;

namespace MicroSeg.Api.Insights;

/// <summary>Finds customers whom two variants of one block are meant for.</summary>
internal static class VariantConflicts
{
    /// <summary>The conflicts of a block, in the order of its variants.</summary>
    public static IEnumerable<VariantConflict> Of(CompiledBlock block, MembershipState state, CustomerSet everyone)
    {
        var served = CustomerSet.Empty;
        for (var i = 0; i < block.Variants.Length; i++)
        {
            var variant = block.Variants[i];
            var meant = MembersOf(variant.Segment);
            var given = meant.AndNot(served);
            foreach (var other in block.Variants.Skip(i + 1).Where(v => v.Segment is not null && v.Segment != variant.Segment))
            {
                if (given.AndCount(MembersOf(other.Segment)) is > 0 and var customers)
                    yield return new VariantConflict(block.Key, variant.Key, variant.Segment, other.Key, other.Segment!, customers);
            }

            served = served.Or(meant);
        }

        CustomerSet MembersOf(string? segment) => segment is null ? everyone : state.Find(segment)?.Members ?? CustomerSet.Empty;
    }
}
