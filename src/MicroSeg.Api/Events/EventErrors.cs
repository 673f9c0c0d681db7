using MicroSeg.Api.Web;

namespace MicroSeg.Api.Events;

/// <summary>What can go wrong with events.</summary>
internal static class EventErrors
{
    public static ApiException UnknownType(string type, IEnumerable<string> known) => ApiException.Invalid("event_type.unknown", "There is no such event type.",
        new Finding("type", "event_type.unknown", Suggestions.Unknown("event type", type, known)));
}
