using MicroSeg.Api.Web;

namespace MicroSeg.Api.Events;

/// <summary>What can go wrong with events.</summary>
internal static class EventErrors
{
    public static ApiException UnknownType(string type, IEnumerable<string> known) => ApiException.Invalid("event_type.unknown", "There is no such event type.",
        new Finding("type", "event_type.unknown", Suggestions.Unknown("event type", type, known)));

    public static ApiException BadInstant(string parameter, string text) => ApiException.Invalid("request.bad_instant", "This is not an instant.",
        new Finding(parameter, "request.bad_instant", $"found '{Suggestions.Cut(text)}', expected an instant with an offset, such as 2026-03-01T10:00:00Z"));
}
