using MicroSeg.Api.Segments;
using MicroSeg.Api.Web;

namespace MicroSeg.Api.Webhooks;

/// <summary>What can go wrong with webhooks.</summary>
internal static class WebhookErrors
{
    public const string Invalid = "webhook.invalid";
    public const string UnusableUrl = "webhook.unusable_url";

    public static ApiException NotUsable(IReadOnlyList<Finding> findings) => ApiException.Invalid(Invalid, "The webhook cannot be saved as it is.", findings);

    public static ApiException InvalidKey(string key) => ApiException.Invalid(
        "webhook.invalid_key", "This is not a webhook's key.", new Finding("key", "webhook.invalid_key", $"found \"{Suggestions.Cut(key)}\", expected 1 to {SegmentKey.MaxLength} lower-case letters, digits, '-' or '_'"));

    public static ApiException NotFound(string key) => ApiException.NotFound("webhook.not_found", $"There is no webhook '{key}'.");

    public static ApiException NoDelivery(string id) => ApiException.NotFound("webhook.delivery_not_found", $"There is no delivery '{Suggestions.Cut(id)}'; those that are done are kept for a while only.");

    public static ApiException UnknownStatus(string name) => ApiException.Invalid(
        "webhook.unknown_status", "There is no such status.", new Finding("status", "webhook.unknown_status", Suggestions.Unknown("status", name, ["pending", "delivered", "failed", "dropped"])));

    public static ApiException TooMany(int most) => ApiException.Conflict("webhook.too_many", $"There are {most} webhooks, which is as many as there may be (Webhooks:MaxWebhooks).");
}
