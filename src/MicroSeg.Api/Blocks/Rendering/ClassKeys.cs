using System.Collections.Concurrent;

namespace MicroSeg.Api.Blocks.Rendering;

/// <summary>The keys of a variant's classes that have been met, so that each is one string however often it is asked for.</summary>
internal sealed class ClassKeys
{
    // A class for each of a million customers is no class: beyond so many, keys are made anew.
    private const int Most = 50_000;

    private readonly ConcurrentDictionary<string, string> _keys = new(StringComparer.Ordinal);

    public string Get(ReadOnlySpan<char> key)
    {
        var known = _keys.GetAlternateLookup<ReadOnlySpan<char>>();
        if (known.TryGetValue(key, out var found))
            return found;
        var made = key.ToString();
        if (_keys.Count < Most)
            _keys.TryAdd(made, made);
        return made;
    }
}
