namespace MicroSeg.Api.Segments.Lists;

/// <summary>How an upload changes a list.</summary>
internal enum ListMode
{
    /// <summary>It becomes the list.</summary>
    Replace,

    /// <summary>Its ids are put on the list.</summary>
    Add,

    /// <summary>Its ids are taken from the list.</summary>
    Remove,
}

/// <summary>What an upload did to a list.</summary>
/// <param name="Mode">How it was meant.</param>
/// <param name="Accepted">Distinct ids that were taken.</param>
/// <param name="Duplicates">Ids that it named again.</param>
/// <param name="Rejected">Records that were not taken.</param>
/// <param name="Unknown">Accepted ids that no customer had.</param>
/// <param name="Added">Ids that came onto the list.</param>
/// <param name="Removed">Ids that went from it.</param>
/// <param name="Size">Ids on the list afterwards.</param>
internal sealed record ListUpload(ListMode Mode, long Accepted, long Duplicates, long Rejected, long Unknown, long Added, long Removed, long Size);
