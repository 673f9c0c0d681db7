namespace MicroSeg.Api.Caching;

/// <summary>
/// The level of the cache that nodes share. It never throws and never takes longer than its own deadline: what it cannot do, it
/// does not do.
/// </summary>
internal interface IRemoteLevel
{
    /// <summary>Reads an entry and, with it, when each of its tags was last dropped.</summary>
    /// <returns>Null when there is none, or when the level is out of reach.</returns>
    ValueTask<RemoteEntry?> GetAsync(string key, IReadOnlyList<string> tags);

    /// <summary>Stores an entry in the background.</summary>
    void Set(string key, byte[] payload, TimeSpan keepFor);

    /// <summary>Removes an entry.</summary>
    ValueTask RemoveAsync(string key);

    /// <summary>Remembers when a tag was dropped, for nodes that were not listening.</summary>
    ValueTask DropTagAsync(string tag, DateTimeOffset at);
}

/// <summary>An entry as the shared level has it.</summary>
/// <param name="Payload">The bytes that were stored.</param>
/// <param name="TagsDroppedAt">When one of its tags was last dropped.</param>
internal readonly record struct RemoteEntry(byte[] Payload, DateTimeOffset TagsDroppedAt);

/// <summary>No shared level: a node alone.</summary>
internal sealed class NullRemoteLevel : IRemoteLevel
{
    public ValueTask<RemoteEntry?> GetAsync(string key, IReadOnlyList<string> tags) => ValueTask.FromResult<RemoteEntry?>(null);

    public void Set(string key, byte[] payload, TimeSpan keepFor)
    {
    }

    public ValueTask RemoveAsync(string key) => ValueTask.CompletedTask;

    public ValueTask DropTagAsync(string tag, DateTimeOffset at) => ValueTask.CompletedTask;
}
