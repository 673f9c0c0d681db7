namespace MicroSeg.Api.Intake.Framing;

/// <summary>Newline-delimited JSON or text: a record a line. Blank lines are no records.</summary>
internal sealed class LineFramer : Framer
{
    private bool _inRecord;

    public override FrameStep Next(ReadOnlySpan<byte> bytes, ref int position)
    {
        var rest = bytes[position..];
        if (!_inRecord)
        {
            var start = rest.IndexOfAnyExcept(" \t\r\n"u8);
            position = start < 0 ? bytes.Length : position + start;
            _inRecord = start >= 0;
            return start < 0 ? FrameStep.NeedMore : FrameStep.Start;
        }

        var end = rest.IndexOf((byte)'\n');
        position = end < 0 ? bytes.Length : position + end;
        _inRecord = end < 0;
        return end < 0 ? FrameStep.NeedMore : FrameStep.End;
    }

    public override FrameStep Finish() => _inRecord ? FrameStep.End : FrameStep.NeedMore;
}
