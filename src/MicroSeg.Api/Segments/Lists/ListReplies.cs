using MicroSeg.Api.Intake;

namespace MicroSeg.Api.Segments.Lists;

/// <summary>What became of an upload.</summary>
/// <param name="Segment">The segment.</param>
/// <param name="Version">Its version now.</param>
/// <param name="Mode">How the upload was meant.</param>
/// <param name="Accepted">Distinct ids that were taken; they are on the disk.</param>
/// <param name="Duplicates">Ids that the upload named again.</param>
/// <param name="Unknown">Accepted ids that no customer has; on the list, they wait for their customers.</param>
/// <param name="Added">Ids that came onto the list.</param>
/// <param name="Removed">Ids that went from it.</param>
/// <param name="Size">Ids on the list now.</param>
/// <param name="Pending">Those of them that no customer has yet; absent while the list is out of service or not loaded here.</param>
/// <param name="Rejected">The records that were not taken, the first of them when there are many.</param>
/// <param name="RejectedCount">How many records were not taken.</param>
internal sealed record ListReply(
    string Segment,
    long Version,
    ListMode Mode,
    long Accepted,
    long Duplicates,
    long Unknown,
    long Added,
    long Removed,
    long Size,
    int? Pending,
    IReadOnlyList<RejectedRecord> Rejected,
    long RejectedCount)
{
    public static ListReply Of(string key, FinishedUpload finished, int? pending, IntakeReply intake)
    {
        var (version, upload) = (finished.Version, finished.Upload);
        return new ListReply(key, version, upload.Mode, upload.Accepted, upload.Duplicates, upload.Unknown, upload.Added, upload.Removed, upload.Size, pending, intake.Rejected, intake.RejectedCount);
    }
}

/// <summary>A page of a list's ids.</summary>
/// <param name="Segment">The segment.</param>
/// <param name="Count">All ids on the list, not just the page's.</param>
/// <param name="Items">The page, in the order of the ids.</param>
/// <param name="Next">The cursor of the next page; absent at the end.</param>
internal sealed record ListPage(string Segment, int Count, IReadOnlyList<string> Items, string? Next);
