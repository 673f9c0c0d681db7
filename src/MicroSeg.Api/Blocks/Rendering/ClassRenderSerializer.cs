using System.Buffers;
using System.Text;
using Microsoft.Extensions.Caching.Hybrid;

namespace MicroSeg.Api.Blocks.Rendering;

/// <summary>Class renders as bytes, for the shared level of the cache.</summary>
internal sealed class ClassRenderSerializer : IHybridCacheSerializer<ClassRender>
{
    public ClassRender Deserialize(ReadOnlySequence<byte> source)
    {
        using var reader = new BinaryReader(new MemoryStream(source.ToArray()), Encoding.UTF8);
        return new ClassRender
        {
            AsOf = new DateTimeOffset(reader.ReadInt64(), TimeSpan.Zero),
            Feeds = ReadFeeds(reader),
            Html = ReadPart(reader),
            Text = ReadPart(reader),
            Subject = ReadPart(reader),
            Json = ReadPart(reader) ?? throw new InvalidDataException("A render has JSON."),
        };
    }

    public void Serialize(ClassRender value, IBufferWriter<byte> target)
    {
        var stream = new MemoryStream();
        using (var writer = new BinaryWriter(stream, Encoding.UTF8, leaveOpen: true))
        {
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
            WritePart(writer, value.Json);
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

    private static void WritePart(BinaryWriter writer, ReadOnlyMemory<byte>? part)
    {
        writer.Write7BitEncodedInt(part is { } bytes ? bytes.Length + 1 : 0);
        if (part is { } content)
            writer.Write(content.Span);
    }

    private static ReadOnlyMemory<byte>? ReadPart(BinaryReader reader)
    {
        var length = reader.Read7BitEncodedInt();
        return length == 0 ? null : reader.ReadBytes(length - 1);
    }
}
