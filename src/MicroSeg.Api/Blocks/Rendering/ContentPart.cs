using System.Buffers;
using System.Collections.Immutable;
using MicroSeg.Templates;

namespace MicroSeg.Api.Blocks.Rendering;

/// <summary>A part of what a render class is shown: bytes, and the places that each customer's own values are filled into.</summary>
/// <param name="Bytes">The bytes that all customers of the class share.</param>
/// <param name="Holes">The places, in their order.</param>
/// <param name="Escape">How values are escaped.</param>
internal sealed record ContentPart(ReadOnlyMemory<byte> Bytes, ImmutableArray<TemplateHole> Holes, TemplateEscape Escape)
{
    /// <summary>Content that is the same for everyone.</summary>
    public static ContentPart Of(ReadOnlyMemory<byte> bytes) => new(bytes, [], TemplateEscape.None);

    /// <summary>Whether nothing is left to fill in.</summary>
    public bool IsWhole => Holes.IsEmpty;

    /// <summary>The content for one customer.</summary>
    public ReadOnlyMemory<byte> Fill(HoleValues? values)
    {
        if (IsWhole)
            return Bytes;
        var output = new ArrayBufferWriter<byte>(Bytes.Length + (Holes.Length * 32));
        Fill(values, output);
        return output.WrittenMemory;
    }

    /// <summary>Writes the content for one customer.</summary>
    public void Fill(HoleValues? values, IBufferWriter<byte> output)
    {
        var from = 0;
        foreach (var hole in Holes)
        {
            output.Write(Bytes.Span[from..hole.Offset]);
            hole.Fill(values?.Of(hole.Id) ?? TemplateValue.Undefined, Escape, output);
            from = hole.Offset;
        }

        output.Write(Bytes.Span[from..]);
    }
}
