namespace MicroSeg.Templates.Parsing;

internal sealed partial class Lexer
{
    private int _counted;
    private int _line = 1;
    private int _lineStart;

    /// <summary>The line and column of an offset. Offsets are asked for in rising order, so the whole source is walked once.</summary>
    private SourcePosition PositionOf(int offset)
    {
        while (_counted < offset)
        {
            var newline = source.AsSpan(_counted, offset - _counted).IndexOf('\n');
            if (newline < 0)
            {
                _counted = offset;
                break;
            }

            _counted += newline + 1;
            _lineStart = _counted;
            _line++;
        }

        return new SourcePosition(_line, offset - _lineStart + 1);
    }
}
