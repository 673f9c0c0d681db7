using System.Collections.Immutable;
using MicroSeg.Api.Rfm;
using MicroSeg.Api.Schema;
using MicroSeg.Api.Segments.Lists;
using MicroSeg.Api.Storage;
using MicroSeg.Api.Storage.Changes;
using MicroSeg.Api.Web;
using MicroSeg.Audience.Rules.Rfm;
using MicroSeg.Audience.Schema;
using Microsoft.EntityFrameworkCore;

namespace MicroSeg.Api.Segments;

/// <summary>The definitions of all segments in memory, as of the last change that was applied.</summary>
internal sealed partial class SegmentCatalog(
    IDbContextFactory<MicroSegDbContext> store, SchemaCatalog schemas, RfmCatalog models, SegmentLists lists, ILogger<SegmentCatalog> logger) : IChangeConsumer
{
    private readonly TaskCompletionSource _loaded = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private volatile ImmutableSortedDictionary<string, LiveSegment> _segments = ImmutableSortedDictionary.Create<string, LiveSegment>(StringComparer.Ordinal);

    public string Name => "segments";

    public IReadOnlyCollection<ChangeKind> Kinds { get; } = [ChangeKind.Segment, ChangeKind.SegmentList, ChangeKind.Schema, ChangeKind.RfmModel];

    /// <summary>Raised after definitions have changed.</summary>
    public event Action? Changed;

    /// <summary>All segments, by key in ordinal order.</summary>
    public ImmutableSortedDictionary<string, LiveSegment> Segments => _segments;

    /// <summary>The schema by which the rules were read.</summary>
    public AudienceSchema Schema { get; private set; } = AudienceSchema.Empty;

    /// <summary>The RFM models by which they were read.</summary>
    public IReadOnlyDictionary<string, RfmModel> Models { get; private set; } = ImmutableDictionary<string, RfmModel>.Empty;

    /// <summary>Completes when the definitions have been loaded.</summary>
    public Task WhenLoadedAsync(CancellationToken cancellationToken) => _loaded.Task.WaitAsync(cancellationToken);

    /// <summary>A segment; null when there is none.</summary>
    public LiveSegment? Find(string key) => _segments.GetValueOrDefault(key);

    /// <summary>404 for a key that no segment has, or has any more.</summary>
    public ApiException Missing(string key) => _segments.Values.FirstOrDefault(s => s.FormerKeys.Contains(key)) is { } renamed ? SegmentErrors.Renamed(key, renamed.Key) : SegmentErrors.NotFound(key);

    public async Task<long> LoadAsync(CancellationToken cancellationToken)
    {
        await using var db = await store.CreateDbContextAsync(cancellationToken);
        var last = await db.LastNumberAsync(cancellationToken);
        Schema = await schemas.LoadAsync(cancellationToken);
        await ReadAsync(db, cancellationToken);
        _loaded.TrySetResult();
        return last;
    }

    public async Task ApplyAsync(IReadOnlyList<Change> changes, CancellationToken cancellationToken)
    {
        await using var db = await store.CreateDbContextAsync(cancellationToken);
        if (changes.Any(c => c.Kind == ChangeKind.Schema))
            Schema = await schemas.LoadAsync(cancellationToken);

        // What a rule names may have come with the schema, and the definitions are few: all are read again.
        await ReadAsync(db, cancellationToken);
    }

    private async Task ReadAsync(MicroSegDbContext db, CancellationToken cancellationToken)
    {
        var stored = await StoredAsync(db, cancellationToken);
        var current = await models.ReadAsync(cancellationToken);
        var former = (await db.Set<SegmentRename>().AsNoTracking().OrderBy(r => r.Id).ToListAsync(cancellationToken)).ToLookup(r => r.To, r => r.From, StringComparer.Ordinal);
        var segments = ImmutableSortedDictionary.CreateBuilder<string, LiveSegment>(StringComparer.Ordinal);
        foreach (var row in stored)
        {
            var formerKeys = SegmentRename.Chain(row.Key, former);
            var previous = Find(row.Key) ?? formerKeys.Select(Find).FirstOrDefault(s => s is not null);
            var list = await lists.LoadAsync(db, row, previous?.List, cancellationToken);
            // A model's new cut points make another rule of the same JSON.
            var isSame = previous is { Problems.IsEmpty: true } && previous.Key == row.Key && previous.Version == row.Version && ReferenceEquals(previous.List, list)
                && Array.TrueForAll(row.Models, m => Models.GetValueOrDefault(m)?.Version == current.GetValueOrDefault(m)?.Version);
            segments.Add(row.Key, isSame ? previous! : LiveSegment.Of(row, Schema, current, previous, list, formerKeys));
        }

        // A list may have been replaced while it was read, and its rows deleted.
        if (segments.Values.Any(s => s.List is not null) && !(await StoredAsync(db, cancellationToken)).Select(Contents).SequenceEqual(stored.Select(Contents)))
        {
            await ReadAsync(db, cancellationToken);
            return;
        }

        Models = current;
        Replace(segments);
    }

    private static Task<List<Segment>> StoredAsync(MicroSegDbContext db, CancellationToken cancellationToken) =>
        db.Set<Segment>().AsNoTracking().OrderBy(s => s.Key).ToListAsync(cancellationToken);

    private static (string Key, long? List, long Number, long? Frozen) Contents(Segment segment) => (segment.Key, segment.ListId, segment.ListNumber, segment.FrozenId);

    private void Replace(ImmutableSortedDictionary<string, LiveSegment>.Builder segments)
    {
        var known = _segments;
        FindMissingReferences(segments);
        lists.Keep(segments.Values.Select(s => s.List).OfType<ListMembers>());
        _segments = segments.ToImmutable();
        foreach (var broken in _segments.Values.Where(s => !s.Problems.IsEmpty && known.GetValueOrDefault(s.Key)?.Version != s.Version))
            Log.Broken(logger, broken.Key, broken.Version, string.Join("; ", broken.Problems.Select(p => $"{p.Path}: {p.Message}")));
        Changed?.Invoke();
    }

    /// <summary>Takes out of use whoever names a segment that cannot be used, and then whoever names those.</summary>
    private static void FindMissingReferences(ImmutableSortedDictionary<string, LiveSegment>.Builder segments)
    {
        bool again;
        do
        {
            again = false;
            foreach (var segment in segments.Values.ToList())
            {
                if (segment.Rule?.References.Segments.FirstOrDefault(used => segments.GetValueOrDefault(used)?.Rule is null) is not { } missing)
                    continue;
                var finding = new Finding("$.rule", "segment.unusable_reference", $"segment \"{missing}\" is not there or cannot be used itself");
                segments[segment.Key] = segment with { Rule = null, Problems = segment.Problems.Add(finding) };
                again = true;
            }
        }
        while (again);
    }

    private static partial class Log
    {
        [LoggerMessage(2101, LogLevel.Error, "Segment {Segment} version {Version} cannot be compiled and is served as it was before, or not at all: {Problems}")]
        public static partial void Broken(ILogger logger, string segment, long version, string problems);
    }
}
