using MicroSeg.Api.Web;

namespace MicroSeg.Api.Offers;

/// <summary>What can go wrong with feeds.</summary>
internal static class FeedErrors
{
    public static ApiException NotFound(string feed, IEnumerable<string> known) => ApiException.NotFound("feed.not_found", Suggestions.Unknown("feed", feed, known) + ".");

    public static ApiException Overtaken(string feed) => ApiException.Conflict("feed.overtaken", $"Another replacement of feed '{feed}', begun after this one, is in place already. Nothing of this one was kept.");

    public static ApiException NothingLeft(string feed) => ApiException.Invalid("feed.nothing_accepted",
        $"No offer was accepted, so feed '{feed}' stays as it is. To empty it, replace it by an empty array.");
}
