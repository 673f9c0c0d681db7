using System.Collections;

namespace MicroSeg.Templates;

/// <summary>Members held in memory, in JavaScript's property order: array indices ascending, then the other names as they were added.</summary>
public sealed class TemplateObject : ITemplateObject, IEnumerable<KeyValuePair<string, TemplateValue>>
{
    private readonly OrderedDictionary<string, TemplateValue> _members = new(StringComparer.Ordinal);
    private bool _hasIndices;

    /// <inheritdoc />
    public IEnumerable<string> Names => _hasIndices ? OrderedNames() : _members.Keys;

    /// <summary>Sets a member; a name that is already there keeps its place.</summary>
    /// <param name="name">The member's name.</param>
    /// <param name="value">Its value.</param>
    public void Add(string name, TemplateValue value)
    {
        _members[name] = value;
        _hasIndices |= ArrayIndex.TryParse(name, out _);
    }

    /// <inheritdoc />
    public bool TryGet(string name, out TemplateValue value) => _members.TryGetValue(name, out value);

    /// <inheritdoc />
    public IEnumerator<KeyValuePair<string, TemplateValue>> GetEnumerator() => _members.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private IEnumerable<string> OrderedNames() => _members.Keys.OrderBy(static name => ArrayIndex.TryParse(name, out var index) ? index : uint.MaxValue);
}
