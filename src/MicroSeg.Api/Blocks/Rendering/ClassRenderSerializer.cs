using System.Buffers;
using System.Text;
using MicroSeg.Templates;
using Microsoft.Extensions.Caching.Hybrid;

namespace MicroSeg.Api.Blocks.Rendering;

/// <summary>Class renders as bytes, for the shared level of the cache.</summary>
internal sealed class ClassRenderSerializer : IHybridCacheSerializer<ClassRender>
{
    /// <summary>Written first, and raised with every change of what follows: a node of another version then makes the render itself.</summary>
    private const byte Format = 2;

    public ClassRender Deserialize(ReadOnlySequence<byte> source)
    {
        using var reader = new BinaryReader(new MemoryStream(source.ToArray()), Encoding.UTF8);
        if (reader.ReadByte() is not Format and var other)
            throw new InvalidDataException($"The render is of format {other}, expected {Format}.");
        return new ClassRender
        {
            AsOf = new DateTimeOffset(reader.ReadInt64(), TimeSpan.Zero),
            Feeds = ReadFeeds(reader),
            Html = ReadPart(reader),
            Text = ReadPart(reader),
            Subject = ReadPart(reader),
            Json = reader.ReadBytes(reader.Read7BitEncodedInt()),
        };
    }

    public void Serialize(ClassRender value, IBufferWriter<byte> target)
    {
        var stream = new MemoryStream();
        using (var writer = new BinaryWriter(stream, Encoding.UTF8, leaveOpen: true))
        {
            writer.Write(Format);
            writer.Write(value.AsOf.UtcTicks);
            writer.Write7BitEncodedInt(value.Feeds.Count);
            foreach (var (feed, version) in value.Feeds)
            {
                writer.Write(feed);
                writer.Write(version);
            }

            WritePart(writer, value.Html);
            WritePart(writer, value.Text);
            WritePart(writer, value.Subject);
            writer.Write7BitEncodedInt(value.Json.Length);
            writer.Write(value.Json.Span);
        }

        target.Write(stream.GetBuffer().AsSpan(0, (int)stream.Length));
    }

    private static (string, long)[] ReadFeeds(BinaryReader reader)
    {
        var feeds = new (string, long)[reader.Read7BitEncodedInt()];
        for (var i = 0; i < feeds.Length; i++)
            feeds[i] = (reader.ReadString(), reader.ReadInt64());
        return feeds;
    }

    private static void WritePart(BinaryWriter writer, ContentPart? part)
    {
        writer.Write7BitEncodedInt(part is null ? 0 : part.Bytes.Length + 1);
        if (part is null)
            return;
        writer.Write(part.Bytes.Span);
        writer.Write((byte)part.Escape);
        writer.Write7BitEncodedInt(part.Holes.Length);
        foreach (var hole in part.Holes)
        {
            writer.Write7BitEncodedInt(hole.Offset);
            writer.Write7BitEncodedInt(hole.Id);
            writer.Write(hole.IsEscaped);
        }
    }

    private static ContentPart? ReadPart(BinaryReader reader)
    {
        var length = reader.Read7BitEncodedInt();
        if (length == 0)
            return null;
        var bytes = reader.ReadBytes(length - 1);
        var escape = (TemplateEscape)reader.ReadByte();
        var holes = new TemplateHole[reader.Read7BitEncodedInt()];
        for (var i = 0; i < holes.Length; i++)
            holes[i] = new TemplateHole(reader.Read7BitEncodedInt(), reader.Read7BitEncodedInt(), reader.ReadBoolean());
        return new ContentPart(bytes, [.. holes], escape);
    }
}
