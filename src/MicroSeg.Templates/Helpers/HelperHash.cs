using MicroSeg.Templates.Syntax;

namespace MicroSeg.Templates;

/// <summary>The named arguments of one call.</summary>
public readonly ref struct HelperHash
{
    private readonly ReadOnlySpan<HashPair> _pairs;
    private readonly ReadOnlySpan<TemplateValue> _values;

    internal HelperHash(ReadOnlySpan<HashPair> pairs, ReadOnlySpan<TemplateValue> values)
    {
        _pairs = pairs;
        _values = values;
    }

    /// <summary>How many there are.</summary>
    public int Count => _pairs.Length;

    /// <summary>A named argument.</summary>
    /// <param name="name">Its name.</param>
    /// <returns>Its value; <see cref="TemplateValue.Undefined"/> where it is not given.</returns>
    public TemplateValue this[string name]
    {
        get
        {
            for (var i = 0; i < _pairs.Length; i++)
            {
                if (string.Equals(_pairs[i].Name, name, StringComparison.Ordinal))
                    return _values[i];
            }

            return TemplateValue.Undefined;
        }
    }

    /// <summary>The name of the argument that was written at a place.</summary>
    /// <param name="index">The place, counted from 0.</param>
    public string NameAt(int index) => _pairs[index].Name;
}
