using System.Globalization;
using MicroSeg.Api.Web;

namespace MicroSeg.Api.Membership;

/// <summary>What can go wrong with questions about membership.</summary>
internal static class MembershipErrors
{
    public static ApiException NoCustomer(string id) => ApiException.NotFound("customer.not_found", $"There is no customer '{id}'.");

    public static ApiException InTheFuture(DateTimeOffset at, DateTimeOffset now) => ApiException.Invalid(
        "membership.in_the_future", "Nobody knows yet.", new Finding("at", "membership.in_the_future", $"found {Spell(at)}, expected an instant up to now, {Spell(now)}"));

    /// <summary>410: it was known once.</summary>
    public static ApiException BeyondRetention(DateTimeOffset at, DateTimeOffset earliest)
    {
        var problem = new ApiException(StatusCodes.Status410Gone, "membership.beyond_retention", $"{Spell(at)} is longer ago than the history is kept; the earliest instant is {Spell(earliest)}.");
        problem.Extensions["earliest"] = earliest;
        return problem;
    }

    private static string Spell(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
