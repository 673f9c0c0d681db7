using MicroSeg.Audience.Index.Dictionaries;
using MicroSeg.Audience.Schema;

namespace MicroSeg.Audience.Index;

/// <summary>
/// The distinct values of one attribute or event property whose type has no order-preserving key. All pages share it; codes run from 1 to
/// <see cref="Count"/> and keep their meaning. One writer adds; readers take no lock.
/// </summary>
public abstract class PropertyDictionary
{
    private int _count;

    private protected PropertyDictionary(PropertyType type) => Type = type;

    /// <summary>The type of the values.</summary>
    public PropertyType Type { get; }

    /// <summary>The number of values, which is the highest code.</summary>
    public int Count => Volatile.Read(ref _count);

    /// <summary>Bytes held.</summary>
    public virtual long Bytes => Table.Bytes;

    private protected ByteStringTable Table { get; } = new(0);

    /// <summary>The value of a code.</summary>
    /// <param name="code">From 1 to <see cref="Count"/>.</param>
    public abstract PropertyValue GetValue(int code);

    /// <summary>Finds the code of a value of the dictionary's type.</summary>
    public abstract bool TryGetCode(PropertyValue value, out int code);

    /// <summary>The value of a key, or of a code of a dictionary where the type has one.</summary>
    internal static PropertyValue Decode(PropertyDictionary? dictionary, PropertyType type, long key) =>
        dictionary is null ? PropertyValue.FromKey(type, key) : dictionary.GetValue((int)key);

    internal static PropertyDictionary? For(PropertyType type) => type switch
    {
        PropertyType.String => new StringDictionary(),
        PropertyType.StringSet => new SetDictionary(),
        PropertyType.Geo => new GeoDictionary(),
        _ => null,
    };

    /// <summary>The code of a value, which is added when it is new.</summary>
    internal abstract int GetOrAdd(PropertyValue value);

    /// <summary>The bytes that stand for a code, for snapshots.</summary>
    internal ReadOnlySpan<byte> GetBytes(int code) =>
        Table.TryGet(code, out var bytes) ? bytes : throw new ArgumentOutOfRangeException(nameof(code), code, $"Codes run from 1 to {Count}.");

    internal int GetOrAddBytes(ReadOnlySpan<byte> bytes)
    {
        if (Table.TryFind(bytes, out var code))
            return code;
        Table.Add(_count + 1, bytes);
        Volatile.Write(ref _count, _count + 1);
        return _count;
    }
}
