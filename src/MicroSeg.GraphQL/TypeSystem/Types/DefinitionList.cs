using System.Collections;
using System.Collections.Frozen;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace MicroSeg.GraphQL.TypeSystem;

/// <summary>Definitions in the order in which they were written, to be found by name. Of several with one name the first is found.</summary>
[CollectionBuilder(typeof(DefinitionList), nameof(DefinitionList.Create))]
public sealed class DefinitionList<T> : IReadOnlyList<T>
    where T : class, INamedDefinition
{
    private readonly T[] _items;
    private readonly FrozenDictionary<string, T> _byName;

    internal DefinitionList(ReadOnlySpan<T> items)
    {
        _items = items.ToArray();
        var byName = new Dictionary<string, T>(StringComparer.Ordinal);
        foreach (var item in _items)
            byName.TryAdd(item.Name, item);
        _byName = byName.ToFrozenDictionary(StringComparer.Ordinal);
    }

    /// <inheritdoc/>
    public int Count => _items.Length;

    /// <inheritdoc/>
    public T this[int index] => _items[index];

    /// <summary>The definition of a name; null if there is none.</summary>
    public T? Find(string name) => _byName.GetValueOrDefault(name);

    /// <summary>The definition of a name.</summary>
    public bool TryFind(string name, [NotNullWhen(true)] out T? definition) => _byName.TryGetValue(name, out definition);

    /// <inheritdoc/>
    public IEnumerator<T> GetEnumerator() => ((IEnumerable<T>)_items).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}

/// <summary>Makes <see cref="DefinitionList{T}"/>s of collection expressions.</summary>
public static class DefinitionList
{
    /// <summary>Copies the items.</summary>
    public static DefinitionList<T> Create<T>(ReadOnlySpan<T> items)
        where T : class, INamedDefinition
        => new(items);
}
