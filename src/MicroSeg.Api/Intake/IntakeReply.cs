namespace MicroSeg.Api.Intake;

/// <summary>What became of a body.</summary>
/// <param name="Accepted">Records that were taken; they are on the disk.</param>
/// <param name="Duplicates">Events whose id was there already; they count once.</param>
/// <param name="Rejected">The records that were not taken, the first of them when there are many.</param>
/// <param name="RejectedCount">How many records were not taken.</param>
internal sealed record IntakeReply(long Accepted, long Duplicates, IReadOnlyList<RejectedRecord> Rejected, long RejectedCount);
