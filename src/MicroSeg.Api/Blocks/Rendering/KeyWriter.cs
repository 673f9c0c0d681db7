using System.Globalization;

namespace MicroSeg.Api.Blocks.Rendering;

/// <summary>Writes a class's key on the stack, so that a class that is known already costs no string.</summary>
internal ref struct KeyWriter(Span<char> buffer)
{
    private Span<char> _buffer = buffer;
    private int _length;

    public readonly ReadOnlySpan<char> Written => _buffer[.._length];

    public void Append(scoped ReadOnlySpan<char> text)
    {
        if (text.Length > _buffer.Length - _length)
            Grow(text.Length);
        text.CopyTo(_buffer[_length..]);
        _length += text.Length;
    }

    /// <summary>Writes a value that may be missing, with its length, so that no two lists of values make one key.</summary>
    public void AppendValue(string? value)
    {
        Append("|");
        if (value is null)
            return;
        Append(value.Length);
        Append(":");
        Append(value);
    }

    public void AppendValue(long value)
    {
        Span<char> digits = stackalloc char[20];
        value.TryFormat(digits, out var length, provider: CultureInfo.InvariantCulture);
        Append("|");
        Append(length);
        Append(":");
        Append(digits[..length]);
    }

    private void Append(int number)
    {
        Span<char> digits = stackalloc char[11];
        number.TryFormat(digits, out var length, provider: CultureInfo.InvariantCulture);
        Append(digits[..length]);
    }

    private void Grow(int room)
    {
        var larger = new char[Math.Max(_buffer.Length * 2, _length + room)];
        Written.CopyTo(larger);
        _buffer = larger;
    }
}
