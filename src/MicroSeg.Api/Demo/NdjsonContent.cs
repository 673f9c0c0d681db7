using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;

namespace MicroSeg.Api.Demo;

/// <summary>A request body of JSON lines that are written as they are sent.</summary>
internal sealed class NdjsonContent<T> : HttpContent
{
    private const int FlushAt = 64 * 1024;
    private readonly IEnumerable<T> _items;
    private readonly Action<Utf8JsonWriter, T> _write;

    public NdjsonContent(IEnumerable<T> items, Action<Utf8JsonWriter, T> write)
    {
        _items = items;
        _write = write;
        Headers.ContentType = new MediaTypeHeaderValue("application/x-ndjson");
    }

    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
    {
        using var buffer = new MemoryStream();
        await using var writer = new Utf8JsonWriter(buffer);
        foreach (var item in _items)
        {
            _write(writer, item);
            await writer.FlushAsync();
            writer.Reset();
            buffer.WriteByte((byte)'\n');
            if (buffer.Length >= FlushAt)
                await SendAsync(buffer, stream);
        }

        await SendAsync(buffer, stream);
    }

    protected override bool TryComputeLength(out long length)
    {
        length = -1;
        return false;
    }

    private static async Task SendAsync(MemoryStream buffer, Stream stream)
    {
        await stream.WriteAsync(buffer.GetBuffer().AsMemory(0, (int)buffer.Length));
        buffer.SetLength(0);
    }
}
