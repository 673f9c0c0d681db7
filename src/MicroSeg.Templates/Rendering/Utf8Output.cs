using System.Buffers;
using System.Text;

namespace MicroSeg.Templates.Rendering;

/// <summary>The one place through which a render writes: encodes, escapes, indents and counts.</summary>
internal sealed partial class Utf8Output(IBufferWriter<byte> writer, TemplateEscape escape, int limit)
{
    private static readonly SearchValues<char> s_special = SearchValues.Create("&<>\"'`=");

    private IBufferWriter<byte> _writer = writer;
    private int _written;
    private int _position;
    private bool _isRedirected;

    /// <summary>Writes text that is already encoded.</summary>
    public void Write(ReadOnlySpan<byte> utf8)
    {
        if (IsIndented)
            WriteIndented(utf8);
        else
            WriteCounted(utf8);
    }

    /// <summary>Writes text as it is.</summary>
    public void Write(ReadOnlySpan<char> text)
    {
        if (IsIndented)
        {
            WriteIndented(text);
            return;
        }

        if (text.IsEmpty)
            return;
        var count = Encoding.UTF8.GetByteCount(text);
        Count(count);
        _writer.Advance(Encoding.UTF8.GetBytes(text, _writer.GetSpan(count)));
    }

    /// <summary>Writes text escaped.</summary>
    public void WriteEscaped(ReadOnlySpan<char> text)
    {
        while (escape == TemplateEscape.Html && text.IndexOfAny(s_special) is >= 0 and var special)
        {
            Write(text[..special]);
            Write(Entity(text[special]));
            text = text[(special + 1)..];
        }

        Write(text);
    }

    /// <summary>Writes a text, number or truth value; nothing for other kinds.</summary>
    public void WriteScalar(in TemplateValue value, bool isEscaped)
    {
        switch (value.Kind)
        {
            case TemplateValueKind.Boolean:
                Write(value.AsBoolean() ? "true"u8 : "false"u8);
                break;
            case TemplateValueKind.Number or TemplateValueKind.Decimal:
                Span<char> digits = stackalloc char[JsNumber.MaxLength];
                Write(digits[..value.FormatNumber(digits)]);
                break;
            case TemplateValueKind.String or TemplateValueKind.SafeString when isEscaped:
                WriteEscaped(value.Text);
                break;
            case TemplateValueKind.String or TemplateValueKind.SafeString:
                Write(value.Text.AsSpan());
                break;
        }
    }

    /// <summary>Notes a hole at this place.</summary>
    /// <exception cref="InvalidOperationException">The output is captured or indented here, so that its places are not those of the result.</exception>
    public void WriteHole(int id, bool isEscaped, ICollection<TemplateHole>? holes)
    {
        if (holes is null || _isRedirected || IsIndented)
            throw new InvalidOperationException("A hole can only be written straight to the output.");
        holes.Add(new TemplateHole(_position, id, isEscaped));
    }

    /// <summary>Sends what follows to another writer, and back again when the result is disposed of. It counts towards the same limit.</summary>
    public IDisposable Redirect(IBufferWriter<byte> other) => new Redirection(this, other);

    private static ReadOnlySpan<byte> Entity(char c) => c switch
    {
        '&' => "&amp;"u8,
        '<' => "&lt;"u8,
        '>' => "&gt;"u8,
        '"' => "&quot;"u8,
        '\'' => "&#x27;"u8,
        '`' => "&#x60;"u8,
        _ => "&#x3D;"u8,
    };

    private void WriteCounted(ReadOnlySpan<byte> utf8)
    {
        Count(utf8.Length);
        _writer.Write(utf8);
    }

    private void Count(int bytes)
    {
        if (bytes > limit - _written)
            throw new TemplateLimitException(TemplateErrorCodes.OutputTooLarge, $"The output is larger than {limit} bytes");
        _written += bytes;
        _position += _isRedirected ? 0 : bytes;
    }

    private sealed class Redirection : IDisposable
    {
        private readonly Utf8Output _output;
        private readonly IBufferWriter<byte> _writer;
        private readonly List<Indentation> _indents;
        private readonly bool _wasRedirected;

        public Redirection(Utf8Output output, IBufferWriter<byte> other)
        {
            (_output, _writer, _indents, _wasRedirected) = (output, output._writer, output._indents, output._isRedirected);
            (output._writer, output._indents, output._isRedirected) = (other, [], true);
        }

        public void Dispose() => (_output._writer, _output._indents, _output._isRedirected) = (_writer, _indents, _wasRedirected);
    }
}
