using System.Buffers;
using System.Text;

namespace MicroSeg.Templates.Rendering;

internal sealed partial class Utf8Output
{
    private List<Indentation> _indents = [];

    private bool IsIndented => _indents.Count > 0;

    /// <summary>Puts text before every line from here on, until <see cref="Unindent"/>. An empty last line gets none.</summary>
    public void Indent(ReadOnlyMemory<byte> text) => _indents.Add(new Indentation(text) { IsDue = true });

    public void Unindent() => _indents.RemoveAt(_indents.Count - 1);

    private void WriteIndented(ReadOnlySpan<byte> utf8)
    {
        while (!utf8.IsEmpty)
        {
            foreach (var indent in _indents)
            {
                if (!indent.IsDue)
                    continue;
                indent.IsDue = false;
                WriteCounted(indent.Text.Span);
            }

            var newline = utf8.IndexOf((byte)'\n');
            var length = newline < 0 ? utf8.Length : newline + 1;
            WriteCounted(utf8[..length]);
            utf8 = utf8[length..];
            if (newline < 0)
                continue;
            foreach (var indent in _indents)
                indent.IsDue = true;
        }
    }

    private void WriteIndented(ReadOnlySpan<char> text)
    {
        // Refused before it is encoded, so that a text far past the limit takes no buffer.
        if (text.Length > limit - _written)
            Count(text.Length);
        var rented = ArrayPool<byte>.Shared.Rent(Encoding.UTF8.GetMaxByteCount(text.Length));
        try
        {
            WriteIndented(rented.AsSpan(0, Encoding.UTF8.GetBytes(text, rented)));
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(rented);
        }
    }

    private sealed class Indentation(ReadOnlyMemory<byte> text)
    {
        public ReadOnlyMemory<byte> Text { get; } = text;

        public bool IsDue { get; set; }
    }
}
