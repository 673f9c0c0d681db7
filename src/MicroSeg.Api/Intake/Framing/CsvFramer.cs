namespace MicroSeg.Api.Intake.Framing;

/// <summary>Records of CSV (RFC 4180): lines, but for line breaks within quotes. Blank lines are no records.</summary>
internal sealed class CsvFramer : Framer
{
    private bool _inRecord;
    private bool _inQuotes;
    private bool _atFieldStart = true;
    private bool _justClosed;

    public override string Code => "request.malformed_csv";

    public override FrameStep Next(ReadOnlySpan<byte> bytes, ref int position)
    {
        if (!_inRecord)
        {
            var start = bytes[position..].IndexOfAnyExcept((byte)'\r', (byte)'\n');
            position = start < 0 ? bytes.Length : position + start;
            _inRecord = start >= 0;
            _atFieldStart = true;
            return start < 0 ? FrameStep.NeedMore : FrameStep.Start;
        }

        while (position < bytes.Length)
        {
            var b = bytes[position];
            // A doubled quote closes and opens again, which comes to the same.
            if (b == '"' && (_inQuotes || _atFieldStart || _justClosed))
            {
                _justClosed = _inQuotes;
                _inQuotes = !_inQuotes;
                _atFieldStart = false;
            }
            else if (b == '\n' && !_inQuotes)
            {
                _inRecord = false;
                _justClosed = false;
                return FrameStep.End;
            }
            else if (!_inQuotes)
            {
                _justClosed = false;
                _atFieldStart = b == ',';
            }

            position++;
        }

        return FrameStep.NeedMore;
    }

    public override FrameStep Finish()
    {
        Expected = "a quoted cell was not closed";
        return _inQuotes ? FrameStep.Malformed : _inRecord ? FrameStep.End : FrameStep.NeedMore;
    }
}
