using System.Buffers;
using System.Runtime.CompilerServices;
using System.Text;
using MicroSeg.Audience.Index.Dictionaries;
using MicroSeg.Audience.Schema;

namespace MicroSeg.Audience.Index;

/// <summary>The distinct texts of one attribute or event property, as UTF-8 without an object each.</summary>
public sealed class StringDictionary : PropertyDictionary
{
    private const int StackLimit = 256;

    internal StringDictionary()
        : base(PropertyType.String)
    {
    }

    /// <summary>Finds the code of a text.</summary>
    public bool TryGetCode(string text, out int code)
    {
        code = Encode(text, add: false);
        return code > 0;
    }

    /// <summary>Finds the code of a text that is at hand as UTF-8.</summary>
    public bool TryGetCode(ReadOnlySpan<byte> utf8, out int code) => Table.TryFind(utf8, out code);

    /// <inheritdoc/>
    public override bool TryGetCode(PropertyValue value, out int code) => TryGetCode(value.Text, out code);

    /// <summary>The text of a code, as a new string.</summary>
    /// <param name="code">From 1 to <see cref="PropertyDictionary.Count"/>.</param>
    public string GetString(int code) => Encoding.UTF8.GetString(GetBytes(code));

    /// <summary>The UTF-8 bytes of a code.</summary>
    /// <param name="code">From 1 to <see cref="PropertyDictionary.Count"/>.</param>
    public ReadOnlySpan<byte> GetUtf8(int code) => GetBytes(code);

    /// <inheritdoc/>
    public override PropertyValue GetValue(int code) => PropertyValue.Of(GetString(code));

    /// <summary>The code of a text, which is added when it is new; the writer's.</summary>
    /// <exception cref="ArgumentException">The text has a mebibyte of UTF-8 or more.</exception>
    internal int GetOrAdd(string text) => Encode(text, add: true);

    internal override int GetOrAdd(PropertyValue value) => GetOrAdd(value.Text);

    [SkipLocalsInit]
    private int Encode(string text, bool add)
    {
        if (text.Length > ByteArena.MaxLength)
            return add ? throw new ArgumentException($"A text of {text.Length} characters is too long.", nameof(text)) : 0;
        var most = Encoding.UTF8.GetMaxByteCount(text.Length);
        var rented = most > StackLimit ? ArrayPool<byte>.Shared.Rent(most) : null;
        var buffer = rented ?? stackalloc byte[StackLimit];
        var utf8 = buffer[..Encoding.UTF8.GetBytes(text, buffer)];
        int code;
        if (add)
            code = GetOrAddBytes(utf8);
        else
            Table.TryFind(utf8, out code);
        if (rented is not null)
            ArrayPool<byte>.Shared.Return(rented);
        return code;
    }
}
