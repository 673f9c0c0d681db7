using System.Runtime.InteropServices;
using MicroSeg.Audience.Schema;

namespace MicroSeg.Audience.Index;

/// <summary>The distinct sets of texts of one attribute or event property: each a list of codes of <see cref="Members"/>.</summary>
public sealed class SetDictionary : PropertyDictionary
{
    internal SetDictionary()
        : base(PropertyType.StringSet)
    {
    }

    /// <summary>The texts that occur in any set.</summary>
    public StringDictionary Members { get; } = new();

    /// <inheritdoc/>
    public override long Bytes => base.Bytes + Members.Bytes;

    /// <summary>The codes of a set's members in <see cref="Members"/>, ascending.</summary>
    /// <param name="code">From 1 to <see cref="PropertyDictionary.Count"/>.</param>
    public ReadOnlySpan<int> GetMembers(int code) => MemoryMarshal.Cast<byte, int>(GetBytes(code));

    /// <inheritdoc/>
    public override PropertyValue GetValue(int code)
    {
        var codes = GetMembers(code);
        var members = new string[codes.Length];
        for (var i = 0; i < members.Length; i++)
            members[i] = Members.GetString(codes[i]);
        return PropertyValue.Of(members);
    }

    /// <inheritdoc/>
    public override bool TryGetCode(PropertyValue value, out int code)
    {
        code = 0;
        var codes = new int[value.Members.Count];
        for (var i = 0; i < codes.Length; i++)
        {
            if (!Members.TryGetCode(value.Members[i], out codes[i]))
                return false;
        }

        Array.Sort(codes);
        return Table.TryFind(MemoryMarshal.AsBytes(codes.AsSpan()), out code);
    }

    internal override int GetOrAdd(PropertyValue value)
    {
        var codes = new int[value.Members.Count];
        for (var i = 0; i < codes.Length; i++)
            codes[i] = Members.GetOrAdd(value.Members[i]);
        Array.Sort(codes);
        return GetOrAddBytes(MemoryMarshal.AsBytes(codes.AsSpan()));
    }
}
