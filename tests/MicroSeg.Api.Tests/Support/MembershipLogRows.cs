using MicroSeg.Api.Membership;
using Microsoft.EntityFrameworkCore;

namespace MicroSeg.Api.Tests.Support;

/// <summary>What the membership log says of one segment.</summary>
internal static class MembershipLogRows
{
    /// <summary>Its rows, once there are so many.</summary>
    public static async Task<List<(string Cause, int Entered, int Exited)>> OfAsync(TestAudience audience, string segment, int count)
    {
        for (var attempt = 0; ; attempt++)
        {
            await using var db = Rows.Open(audience.Api);
            var entries = await db.Set<MembershipLogEntry>().AsNoTracking().Where(e => e.Segment == segment).OrderBy(e => e.Id).ToListAsync();
            if (entries.Count >= count)
                return [.. entries.Select(e => e.ToTransition()).Select(t => (t.Cause.ToString(), t.Entered.Count, t.Exited.Count))];
            Assert.True(attempt < 100, "The log was not written.");
            audience.Api.Clock.Advance(TimeSpan.FromSeconds(1));
            await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System, TestContext.Current.CancellationToken);
        }
    }
}
