using Microsoft.Net.Http.Headers;

namespace MicroSeg.Api.Web;

/// <summary>Conditional requests (RFC 9110, section 13) on things that have a version.</summary>
internal static class EntityTags
{
    /// <summary>The strong entity tag of a version.</summary>
    public static string Of(long version) => $"\"{version}\"";

    /// <summary>
    /// Checks <c>If-Match</c> and <c>If-None-Match</c> before an edit. Without either the edit is unconditional.
    /// </summary>
    /// <param name="request">The request.</param>
    /// <param name="current">The version that is there, or null when there is none.</param>
    /// <exception cref="ApiException">412: somebody else was faster, or it exists already, or it does not exist.</exception>
    public static void RequireMatch(this HttpRequest request, long? current)
    {
        var headers = request.GetTypedHeaders();
        if (headers.IfMatch is { Count: > 0 } wanted && !wanted.Any(tag => current is { } version && Matches(tag, version)))
            throw Failed(current is null ? "There is nothing here to match." : $"The current version is {Of(current.Value)}: read it, and edit that.");
        if (headers.IfNoneMatch is { Count: > 0 } unwanted && unwanted.Any(tag => current is { } version && Matches(tag, version)))
            throw Failed("It exists already.");
    }

    /// <summary>Whether a read may be answered by 304, because the client has this version.</summary>
    public static bool IsNotModified(this HttpRequest request, long version) =>
        request.GetTypedHeaders().IfNoneMatch is { Count: > 0 } known && known.Any(tag => Matches(tag, version));

    private static bool Matches(EntityTagHeaderValue tag, long version) => EntityTagHeaderValue.Any.Equals(tag) || tag.Tag.Equals(Of(version), StringComparison.Ordinal);

    private static ApiException Failed(string message) => new(StatusCodes.Status412PreconditionFailed, "request.precondition_failed", message);
}
