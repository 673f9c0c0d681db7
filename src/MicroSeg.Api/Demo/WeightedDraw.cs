namespace MicroSeg.Api.Demo;

/// <summary>Draws items by their weights.</summary>
internal sealed class WeightedDraw<T>
{
    private readonly T[] _items;
    private readonly double[] _upTo;

    public WeightedDraw(IReadOnlyList<(T Item, double Weight)> weighted)
    {
        _items = [.. weighted.Select(w => w.Item)];
        _upTo = new double[_items.Length];
        var sum = 0.0;
        for (var i = 0; i < _items.Length; i++)
            _upTo[i] = sum += weighted[i].Weight;
    }

    public T Draw(Random random)
    {
        var found = Array.BinarySearch(_upTo, random.NextDouble() * _upTo[^1]);
        return _items[Math.Min(found < 0 ? ~found : found + 1, _items.Length - 1)];
    }
}
