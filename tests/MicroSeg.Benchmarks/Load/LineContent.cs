using System.Net;
using System.Net.Http.Headers;

namespace MicroSeg.Benchmarks.Load;

/// <summary>A body of JSON lines, written as they are sent.</summary>
internal sealed class LineContent : HttpContent
{
    private readonly IEnumerable<ReadOnlyMemory<byte>> _chunks;

    public LineContent(IEnumerable<ReadOnlyMemory<byte>> chunks)
    {
        _chunks = chunks;
        Headers.ContentType = new MediaTypeHeaderValue("application/x-ndjson");
    }

    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
    {
        foreach (var chunk in _chunks)
            await stream.WriteAsync(chunk);
    }

    protected override bool TryComputeLength(out long length)
    {
        length = -1;
        return false;
    }
}
