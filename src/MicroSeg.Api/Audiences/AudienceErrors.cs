using MicroSeg.Api.Web;

namespace MicroSeg.Api.Audiences;

/// <summary>What can go wrong with audiences.</summary>
internal static class AudienceErrors
{
    public const string Invalid = "audience.invalid";

    public static ApiException NotUsable(IReadOnlyList<Finding> findings) => ApiException.Invalid(Invalid, "The audience cannot be taken as it is.", findings);

    public static ApiException OtherCursor() => ApiException.Invalid(
        "audience.other_cursor", "The cursor belongs to another request.", new Finding("cursor", "audience.other_cursor", "send it with the set, at, sample and limit that it was given for"));

    public static ApiException Redefined() => ApiException.Conflict(
        "audience.redefined", "A segment of the set has been redefined since the export began, so its rest would be of another audience. Begin anew.");

    public static ApiException UnknownAfter(string id) => ApiException.Invalid(
        "audience.unknown_after", "There is no such customer.", new Finding("after", "audience.unknown_after", $"found \"{Suggestions.Cut(id)}\", expected the id of the last customer that was received, or of one before who has not been erased"));

    public static ApiException AfterNeedsCursor() => ApiException.Invalid(
        "audience.after_without_cursor", "The place to go on from belongs to an export.", new Finding("after", "audience.after_without_cursor", "send the cursor of the export too: its X-MicroSeg-Cursor header"));

    public static ApiException NotAcceptable() => new(
        StatusCodes.Status406NotAcceptable, "audience.not_acceptable", $"An export is one of: {string.Join(", ", Export.ExportFormats.MediaTypes)}.");
}
