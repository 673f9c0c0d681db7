using MicroSeg.Api.Web;

namespace MicroSeg.Api.Customers;

/// <summary>What can go wrong with customers.</summary>
internal static class CustomerErrors
{
    public static ApiException NotFound() => ApiException.NotFound("customer.not_found", "There is no customer with this id.");
}
