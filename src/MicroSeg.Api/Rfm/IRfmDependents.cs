using MicroSeg.Api.Storage;

namespace MicroSeg.Api.Rfm;

/// <summary>Implemented downstream by whatever names RFM models, so that a model in use is not deleted under it.</summary>
internal interface IRfmDependents
{
    /// <summary>Who uses a model, read in the transaction that <paramref name="db"/> is in.</summary>
    Task<IReadOnlyList<RfmUser>> UsersOfAsync(MicroSegDbContext db, string model, CancellationToken cancellationToken);

}

/// <summary>Something that names an RFM model.</summary>
/// <param name="Kind">What it is: <c>segment</c>.</param>
/// <param name="Key">Which one.</param>
internal sealed record RfmUser(string Kind, string Key);
