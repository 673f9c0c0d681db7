namespace MicroSeg.Api.Intake.Framing;

/// <summary>The body as one record: a single JSON object.</summary>
internal sealed class WholeFramer : Framer
{
    private bool _begun;

    public override FrameStep Next(ReadOnlySpan<byte> bytes, ref int position)
    {
        if (!_begun)
        {
            var start = bytes[position..].IndexOfAnyExcept(" \t\r\n"u8);
            position = start < 0 ? bytes.Length : position + start;
            _begun = start >= 0;
            return start < 0 ? FrameStep.NeedMore : FrameStep.Start;
        }

        position = bytes.Length;
        return FrameStep.NeedMore;
    }

    public override FrameStep Finish() => _begun ? FrameStep.End : FrameStep.NeedMore;
}
