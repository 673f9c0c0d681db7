namespace MicroSeg.Api.Storage.Bulk;

/// <summary>
/// The ordinals of the customers that were met last, so that most events need no look-up. Two generations stand in for a list in order
/// of use: when the young one is full it becomes the old one, and what is asked for moves back into the young one. Only the writer uses it.
/// </summary>
internal sealed class OrdinalCache(int capacity)
{
    private readonly int _generationSize = Math.Max(1, capacity / 2);
    private Dictionary<string, int> _young = new(StringComparer.Ordinal);
    private Dictionary<string, int> _old = new(StringComparer.Ordinal);

    /// <summary>The change number up to which erasures are known; negative before the first transaction.</summary>
    public long AsOf { get; set; } = -1;

    public bool TryGet(string id, out int ordinal)
    {
        if (_young.TryGetValue(id, out ordinal))
            return true;
        if (!_old.TryGetValue(id, out ordinal))
            return false;
        Add(id, ordinal);
        return true;
    }

    public void Add(string id, int ordinal)
    {
        if (_young.Count >= _generationSize)
        {
            (_young, _old) = (_old, _young);
            _young.Clear();
        }

        _young[id] = ordinal;
    }

    public void Clear()
    {
        _young.Clear();
        _old.Clear();
    }
}
