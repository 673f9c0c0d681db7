using System.Buffers;
using MicroSeg.Templates.Rendering;

namespace MicroSeg.Templates;

/// <summary>A place of an output at which a value was left out.</summary>
/// <param name="Offset">How many bytes of the output stand before it.</param>
/// <param name="Id">Whose value belongs there, as given to <see cref="TemplateValue.Hole"/>.</param>
/// <param name="IsEscaped">Whether the template writes it escaped.</param>
public readonly record struct TemplateHole(int Offset, int Id, bool IsEscaped)
{
    /// <summary>Writes a value as the render would have.</summary>
    /// <param name="value">A scalar, or nothing.</param>
    /// <param name="escape">How the render's output is escaped.</param>
    /// <param name="output">Takes the bytes.</param>
    public void Fill(in TemplateValue value, TemplateEscape escape, IBufferWriter<byte> output) =>
        new Utf8Output(output, escape, int.MaxValue).WriteScalar(value, IsEscaped && value.Kind != TemplateValueKind.SafeString);
}
