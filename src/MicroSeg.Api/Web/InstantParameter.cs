using MicroSeg.Audience.Schema;

namespace MicroSeg.Api.Web;

/// <summary>Instants in the query string.</summary>
internal static class InstantParameter
{
    /// <summary>Reads a parameter; null when it is not given.</summary>
    /// <exception cref="ApiException">400: it is not an instant.</exception>
    public static DateTimeOffset? Read(string parameter, string? text) =>
        string.IsNullOrEmpty(text) ? null
        : PropertyValueJson.TryParseInstant(text, out var instant) ? instant
        : throw ApiException.Invalid("request.bad_instant", "This is not an instant.",
            new Finding(parameter, "request.bad_instant", $"found '{Suggestions.Cut(text)}', expected an instant with an offset, such as 2026-03-01T10:00:00Z"));
}
