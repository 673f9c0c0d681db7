using MicroSeg.Api.Storage;
using MicroSeg.Api.Web;
using MicroSeg.Audience.Rules;
using Microsoft.EntityFrameworkCore;

namespace MicroSeg.Api.Segments.Versions;

/// <summary>Reads the versions of segments, also of those that are no more.</summary>
internal sealed class VersionQueries(IDbContextFactory<MicroSegDbContext> store, SegmentCatalog catalog)
{
    /// <summary>A page of versions, the newest first.</summary>
    public async Task<Page<VersionSummary>> PageAsync(string key, int limit, string? cursor, CancellationToken cancellationToken)
    {
        var below = Cursor.DecodeNumber(cursor) ?? long.MaxValue;
        await using var db = await store.CreateDbContextAsync(cancellationToken);

        // One more than the page, because a version is told by what it changed of the one before.
        var found = await Of(db, key).Where(v => v.Version < below).OrderByDescending(v => v.Version).Take(limit + 1).ToListAsync(cancellationToken);
        if (found.Count == 0 && catalog.Find(key) is null && !await Of(db, key).AnyAsync(cancellationToken))
            throw SegmentErrors.NotFound(key);
        var summaries = found.Take(limit).Select((v, i) => new VersionSummary(v.Version, v.SavedAt, v.SavedBy, v.Status, VersionComparison.Words(found.ElementAtOrDefault(i + 1), v)));
        return new Page<VersionSummary>([.. summaries], found.Count > limit ? Cursor.Encode(found[limit - 1].Version.ToString(System.Globalization.CultureInfo.InvariantCulture)) : null);
    }

    /// <summary>One version.</summary>
    public async Task<VersionResponse> GetAsync(string key, long version, CancellationToken cancellationToken)
    {
        await using var db = await store.CreateDbContextAsync(cancellationToken);
        var found = await FindAsync(db, key, version, cancellationToken);
        var before = await Of(db, key).Where(v => v.Version < version).OrderByDescending(v => v.Version).FirstOrDefaultAsync(cancellationToken);
        return new VersionResponse(
            key, version, found.SavedAt, found.SavedBy, VersionComparison.Words(before, found), found.Status, found.Kind, found.Name, found.Description, found.Tags,
            found.Owner, found.Persona, found.Hypothesis, VersionComparison.RuleOf(found), Describe(found), found.Upload);
    }

    /// <summary>What is not the same in two versions.</summary>
    public async Task<VersionDiff> CompareAsync(string key, long from, long to, CancellationToken cancellationToken)
    {
        await using var db = await store.CreateDbContextAsync(cancellationToken);
        var (before, after) = (await FindAsync(db, key, from, cancellationToken), await FindAsync(db, key, to, cancellationToken));
        return new VersionDiff(key, from, to, VersionComparison.Fields(before, after), new RuleComparison(Describe(before), Describe(after), VersionComparison.Rules(before, after)));
    }

    private static IQueryable<SegmentVersion> Of(MicroSegDbContext db, string key) => db.Set<SegmentVersion>().AsNoTracking().Where(v => v.Key == key);

    private static async Task<SegmentVersion> FindAsync(MicroSegDbContext db, string key, long version, CancellationToken cancellationToken) =>
        await Of(db, key).SingleOrDefaultAsync(v => v.Version == version, cancellationToken) ?? throw SegmentErrors.NoVersion(key, version);

    private string? Describe(SegmentVersion version) =>
        VersionComparison.RuleOf(version) is { } rule ? RuleReader.Read(rule, catalog.Schema, new RuleNames(Models: catalog.Models)).Rule?.Describe() : SegmentRule.Listed(version.Key).Describe();
}
