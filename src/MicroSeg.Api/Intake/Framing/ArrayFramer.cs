namespace MicroSeg.Api.Intake.Framing;

/// <summary>The elements of one JSON array.</summary>
internal sealed class ArrayFramer : Framer
{
    private Place _place = Place.BeforeArray;
    private int _depth;
    private bool _inString;
    private bool _escaped;

    private enum Place
    {
        BeforeArray,
        BeforeFirst,
        BeforeElement,
        InElement,
        AfterElement,
        AfterArray,
    }

    public override FrameStep Next(ReadOnlySpan<byte> bytes, ref int position)
    {
        for (; position < bytes.Length; position++)
        {
            var b = bytes[position];
            if (_place == Place.InElement)
            {
                if (!InElement(b, out var included))
                    continue;
                if (included)
                    position++;
                _place = Place.AfterElement;
                return FrameStep.End;
            }

            if (!IsSpace(b) && Between(b) is { } step)
                return step;
        }

        return FrameStep.NeedMore;
    }

    public override FrameStep Finish()
    {
        Expected = "the array was cut off before its ']'";
        return _place == Place.AfterArray ? FrameStep.NeedMore : FrameStep.Malformed;
    }

    private FrameStep? Between(byte b)
    {
        switch (_place, b)
        {
            case (Place.BeforeArray, (byte)'['):
                _place = Place.BeforeFirst;
                return null;
            case (Place.BeforeFirst or Place.AfterElement, (byte)']'):
                _place = Place.AfterArray;
                return null;
            case (Place.AfterElement, (byte)','):
                _place = Place.BeforeElement;
                return null;
            case (Place.BeforeFirst or Place.BeforeElement, not ((byte)',' or (byte)']' or (byte)'}' or (byte)':')):
                _place = Place.InElement;
                return FrameStep.Start;
            default:
                Expected = _place switch
                {
                    Place.AfterElement => "expected ',' or ']' after an element",
                    Place.AfterArray => "expected nothing after the array",
                    _ => "expected an element",
                };
                return FrameStep.Malformed;
        }
    }

    // Returns whether the element is over, and whether this byte is its last or already the next thing.
    private bool InElement(byte b, out bool included)
    {
        included = true;
        if (_inString)
        {
            if (_escaped)
                _escaped = false;
            else if (b == '\\')
                _escaped = true;
            else if (b == '"')
                _inString = false;
            return !_inString && _depth == 0;
        }

        switch (b)
        {
            case (byte)'"':
                _inString = true;
                return false;
            case (byte)'{' or (byte)'[':
                _depth++;
                return false;
            case (byte)'}' or (byte)']' when _depth > 0:
                return --_depth == 0;
            default:
                included = false;
                return _depth == 0 && (IsSpace(b) || b is (byte)',' or (byte)']' or (byte)'}');
        }
    }
}
