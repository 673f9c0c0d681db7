using MicroSeg.Api.Storage;

namespace MicroSeg.Api.Membership;

/// <summary>
/// Implemented downstream by whoever must hear of each entry and exit exactly once: told in the transaction that writes them to the membership log, on
/// the node that writes it. What a sink writes to <c>db</c> is committed with them or not at all; if it throws, nothing is, and the same are tried again.
/// </summary>
internal interface ITransitionSink
{
    /// <summary>Takes what was just written, in the order of the log.</summary>
    /// <param name="db">The store, in the log's transaction.</param>
    /// <param name="written">Each transition with the number of its row, which is never used again.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    Task WriteAsync(MicroSegDbContext db, IReadOnlyList<(long EntryId, Transition Transition)> written, CancellationToken cancellationToken);
}
