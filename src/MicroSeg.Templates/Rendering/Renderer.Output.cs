namespace MicroSeg.Templates.Rendering;

internal sealed partial class Renderer
{
    /// <summary>Lists in lists are written this deep, which spares the stack a list that holds itself.</summary>
    private const int MaxListDepth = 64;

    public void WriteUnescaped(in TemplateValue value) => Write(value, isEscaped: false, 0);

    private void WriteEscaped(in TemplateValue value) => Write(value, value.Kind != TemplateValueKind.SafeString, 0);

    private void Write(in TemplateValue value, bool isEscaped, int depth)
    {
        switch (value.Kind)
        {
            case TemplateValueKind.List when depth < MaxListDepth:
                WriteList(value, isEscaped, depth);
                break;
            case TemplateValueKind.Object:
                _output.Write(TemplateValue.ObjectText.AsSpan());
                break;
            case TemplateValueKind.Hole:
                _output.WriteHole(value.HoleId, isEscaped, _options.Holes);
                break;
            default:
                _output.WriteScalar(value, isEscaped);
                break;
        }
    }

    private void WriteList(in TemplateValue list, bool isEscaped, int depth)
    {
        var count = list.Count;
        _budget.Steps(count, default);
        for (var i = 0; i < count; i++)
        {
            if (i > 0)
                _output.Write(","u8);
            Write(list.ElementAt(i), isEscaped, depth + 1);
        }
    }
}
