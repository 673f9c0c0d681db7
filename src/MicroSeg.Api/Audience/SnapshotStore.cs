using MicroSeg.Api.Storage;
using MicroSeg.Audience.Index;
using Microsoft.Extensions.Options;

namespace MicroSeg.Api.Audience;

/// <summary>The index on this node's disk: a folder for each store that the node has followed, so that none is taken for that of another.</summary>
internal sealed partial class SnapshotStore(LiveAudience audience, RowParser parser, NodeFolder node, IOptions<AudienceOptions> options, ILogger<SnapshotStore> logger)
{
    private readonly Lock _saving = new();
    private long _saved = -1;

    private string Folder => Path.Combine(node.Path, "snapshots");

    /// <summary>Loads the last snapshot of a store; null when there is none that can be used, and then the store itself is read.</summary>
    /// <param name="storeName">The store.</param>
    /// <param name="last">The last number of its change sequence; a snapshot that is ahead belongs to a past that was undone.</param>
    public LoadedSnapshot? TryLoad(string storeName, long last)
    {
        if (!options.Value.Snapshots)
            return null;
        if (!IndexSnapshot.TryLoad(Path.Combine(Folder, storeName), parser.Schema, out var index, out var number, out var reason))
        {
            Log.NotLoaded(logger, reason);
            return null;
        }

        if (number > last)
        {
            Log.NotLoaded(logger, "it is ahead of the store");
            return null;
        }

        _saved = number;
        return new LoadedSnapshot(index, number);
    }

    /// <summary>Saves the index, unless it is as it was when it was last saved. Changes go on meanwhile.</summary>
    /// <param name="storeName">The store.</param>
    /// <param name="number">The number up to which its changes have been applied.</param>
    public void Save(string storeName, long number)
    {
        lock (_saving)
        {
            if (!options.Value.Snapshots || number == _saved)
                return;
            IndexSnapshot.Save(audience.Index, Path.Combine(Folder, storeName), number);
            _saved = number;
            foreach (var other in Directory.GetDirectories(Folder).Where(d => Path.GetFileName(d) != storeName))
                Directory.Delete(other, recursive: true);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(2020, LogLevel.Information, "No snapshot of the index is loaded, the store is read instead: {Reason}")]
        public static partial void NotLoaded(ILogger logger, string reason);
    }
}

/// <summary>An index from a snapshot.</summary>
/// <param name="Index">The index.</param>
/// <param name="Number">Everything up to this number of the change sequence is in it.</param>
internal sealed record LoadedSnapshot(AudienceIndex Index, long Number);
