using MicroSeg.Api.Web;

namespace MicroSeg.Api.History;

/// <summary>What can go wrong with questions about the past.</summary>
internal static class HistoryErrors
{
    private const string BadParameter = "history.bad_parameter";

    public static ApiException Bad(string parameter, string? found, string expected) =>
        ApiException.Invalid(BadParameter, "The question cannot be answered as it is.", new Finding(parameter, BadParameter, $"found '{Suggestions.Cut(found ?? "")}', expected {expected}"));

    public static ApiException UnknownZone(string zone) => Bad("zone", zone, "an IANA time zone, such as Europe/Moscow");

    public static ApiException TooManyPeriods(int most) => ApiException.Invalid(
        "history.too_many_periods", "The reply would be too long.", new Finding("from", "history.too_many_periods", $"expected at most {most} periods; narrow 'from' and 'to', or take longer periods with 'by'"));

    public static ApiException TooManySegments(string parameter, int found, int most) => ApiException.Invalid(
        "history.too_many_segments", "Too many segments at once.", new Finding(parameter, "history.too_many_segments", $"found {found}, expected at most {most}"));
}
