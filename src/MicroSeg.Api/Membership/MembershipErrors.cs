using MicroSeg.Api.Web;

namespace MicroSeg.Api.Membership;

/// <summary>What can go wrong with questions about membership.</summary>
internal static class MembershipErrors
{
    public static ApiException NoCustomer(string id) => ApiException.NotFound("customer.not_found", $"There is no customer '{id}'.");
}
