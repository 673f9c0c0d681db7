using MicroSeg.Api.Web;

namespace MicroSeg.Api.Delivery;

/// <summary>The few things for which there is no content.</summary>
internal static class DeliveryErrors
{
    public static ApiException UnknownFormat(string format) => ApiException.Invalid("delivery.unknown_format", "There is no such format.", new Finding(
        "format", "delivery.unknown_format", $"found \"{Suggestions.Cut(format)}\", expected html, text or json"));

    public static ApiException Loading() => new(StatusCodes.Status503ServiceUnavailable, "delivery.loading", "The node is still loading and does not know this block yet.") { RetryAfter = TimeSpan.FromSeconds(1) };
}
