using System.Text.Json;
using MicroSeg.Api.Storage;

namespace MicroSeg.Api.Blocks;

/// <summary>The node's own copy of the published definitions, for a start without the store.</summary>
internal sealed partial class BlockFile(NodeFolder folder, ILogger<BlockFile> logger)
{
    private readonly string _path = Path.Combine(folder.Path, "blocks.json");
    private Dictionary<string, ServedBlock> _last = new(StringComparer.Ordinal);

    /// <summary>What was there when the node stopped; nothing where that cannot be read.</summary>
    public IReadOnlyCollection<ServedBlock> Read()
    {
        try
        {
            if (!File.Exists(_path))
                return [];
            var blocks = JsonSerializer.Deserialize<List<ServedBlock>>(File.ReadAllBytes(_path)) ?? [];
            _last = blocks.ToDictionary(b => b.Key, StringComparer.Ordinal);
            return blocks;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or JsonException)
        {
            Log.NotRead(logger, _path, exception);
            return [];
        }
    }

    /// <summary>Keeps what is served now. The file is replaced as a whole.</summary>
    /// <param name="blocks">The blocks that were read.</param>
    /// <param name="isAll">Whether they are all there are.</param>
    /// <param name="keys">The keys of all there are.</param>
    public void Write(IReadOnlyCollection<ServedBlock> blocks, bool isAll, IEnumerable<string> keys)
    {
        var all = isAll ? new Dictionary<string, ServedBlock>(StringComparer.Ordinal) : new Dictionary<string, ServedBlock>(_last, StringComparer.Ordinal);
        foreach (var block in blocks)
            all[block.Key] = block;
        foreach (var gone in all.Keys.Except(keys, StringComparer.Ordinal).ToList())
            all.Remove(gone);
        _last = all;
        try
        {
            var temporary = _path + ".new";
            File.WriteAllBytes(temporary, JsonSerializer.SerializeToUtf8Bytes(all.Values.OrderBy(b => b.Key, StringComparer.Ordinal)));
            File.Move(temporary, _path, overwrite: true);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            Log.NotWritten(logger, _path, exception);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(3002, LogLevel.Warning, "The copy of the published blocks at {Path} could not be read")]
        public static partial void NotRead(ILogger logger, string path, Exception exception);

        [LoggerMessage(3003, LogLevel.Warning, "The copy of the published blocks at {Path} could not be written; a start without the store would know older ones")]
        public static partial void NotWritten(ILogger logger, string path, Exception exception);
    }
}
