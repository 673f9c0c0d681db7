using MicroSeg.Api.Audience;
using MicroSeg.Audience.Bitmaps;

namespace MicroSeg.Api.Membership;

/// <summary>Takes what belongs to one moment together.</summary>
internal static class PresentMoment
{
    /// <summary>Who belongs to which segment, and every customer there is, of the same moment.</summary>
    public static (MembershipState State, CustomerSet Everyone) TakeWithEveryone(this MembershipEngine engine, LiveAudience audience)
    {
        lock (audience.Writer)
        {
            var pages = audience.Index.Pages;
            return (engine.State, CustomerSet.FromPageBits(pages.Count, page => pages[page].Live));
        }
    }
}
