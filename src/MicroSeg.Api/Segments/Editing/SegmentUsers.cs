using MicroSeg.Api.Storage;

namespace MicroSeg.Api.Segments.Editing;

/// <summary>Finds everything that uses a segment.</summary>
internal sealed class SegmentUsers(IEnumerable<ISegmentDependents> dependents)
{
    /// <summary>Who uses a segment, in the transaction that <paramref name="db"/> is in.</summary>
    public async Task<IReadOnlyList<SegmentUser>> OfAsync(MicroSegDbContext db, string key, CancellationToken cancellationToken)
    {
        var users = new List<SegmentUser>();
        foreach (var dependent in dependents)
            users.AddRange(await dependent.UsersOfAsync(db, key, cancellationToken));
        return users;
    }

    /// <exception cref="Web.ApiException">409, with the users: somebody uses it.</exception>
    public async Task ThrowIfAnyAsync(MicroSegDbContext db, string key, CancellationToken cancellationToken)
    {
        if (await OfAsync(db, key, cancellationToken) is { Count: > 0 } users)
            throw SegmentErrors.InUse(key, users);
    }
}
