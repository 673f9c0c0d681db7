using System.Buffers;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace MicroSeg.GraphQL.Execution;

/// <summary>
/// The response's <c>data</c> as UTF-8 while it grows. Values that are at hand are written where they belong; a field that has to be
/// waited for leaves a gap, and its value is written behind everything else. The gaps are filled when the whole is copied out, so there
/// is never a tree of results.
/// </summary>
internal sealed class ResponseBuffer : IBufferWriter<byte>, IDisposable
{
    private static readonly SearchValues<char> s_plain = SearchValues.Create(
        [.. Enumerable.Range(' ', '~' - ' ' + 1).Select(code => (char)code).Where(letter => letter is not ('"' or '\\'))]);

    private static readonly JsonWriterOptions s_json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly List<Gap> _gaps = [];
    private readonly List<ResponsePosition> _nulled = [];
    private Utf8JsonWriter? _json;
    private byte[] _bytes = ArrayPool<byte>.Shared.Rent(4096);

    public int Length { get; private set; }

    /// <summary>An empty buffer. Whoever holds the response disposes it.</summary>
    public static ResponseBuffer Begin() => new();

    public void Write(ReadOnlySpan<byte> utf8)
    {
        utf8.CopyTo(GetSpan(utf8.Length));
        Length += utf8.Length;
    }

    public void Write(byte letter)
    {
        if (Length == _bytes.Length)
            Grow(1);
        _bytes[Length++] = letter;
    }

    public void WriteNull() => Write("null"u8);

    /// <summary>Writes what a scalar's result coercion gave.</summary>
    /// <exception cref="NotSupportedException">It cannot be written as JSON.</exception>
    public void WriteValue(object value)
    {
        switch (value)
        {
            case string text:
                WriteString(text);
                break;
            case bool boolean:
                Write(boolean ? "true"u8 : "false"u8);
                break;
            case int or long or short or byte or uint or ulong or ushort or sbyte or decimal or double or float:
                WriteNumber((IUtf8SpanFormattable)value);
                break;
            default:
                JsonSerializer.Serialize(Json(), value, value.GetType(), JsonSerializerOptions.Web);
                break;
        }
    }

    public void WriteString(string text)
    {
        if (text.AsSpan().ContainsAnyExcept(s_plain))
        {
            var json = Json();
            json.WriteStringValue(text);
            json.Flush();
            return;
        }

        var span = GetSpan(text.Length + 2);
        span[0] = (byte)'"';
        for (var i = 0; i < text.Length; i++)
            span[i + 1] = (byte)text[i];
        span[text.Length + 1] = (byte)'"';
        Length += text.Length + 2;
    }

    /// <summary>Leaves a gap that a field's value is going to fill.</summary>
    public void LeaveGap(PendingField field) => _gaps.Add(new Gap(Length, field));

    /// <summary>Takes back everything from a place on.</summary>
    public void TruncateTo(int length)
    {
        Length = length;
        while (_gaps.Count > 0 && _gaps[^1].At >= length)
            _gaps.RemoveAt(_gaps.Count - 1);
    }

    /// <summary>Puts null in the place of everything at a position, now that it is known to hold no value.</summary>
    public void Nullify(ResponsePosition position) => _nulled.Add(position);

    /// <summary>Copies a part out, with its gaps filled.</summary>
    public void CopyTo(IBufferWriter<byte> output, int start, int end)
    {
        if (_nulled.Count > 1)
            _nulled.Sort((one, other) => one.Start.CompareTo(other.Start));
        Copy(output, start, end);
    }

    public void Dispose()
    {
        var bytes = _bytes;
        _json = null;
        _bytes = [];
        Length = 0;
        if (bytes.Length > 0)
            ArrayPool<byte>.Shared.Return(bytes);
    }

    void IBufferWriter<byte>.Advance(int count) => Length += count;

    Memory<byte> IBufferWriter<byte>.GetMemory(int sizeHint)
    {
        Grow(Math.Max(sizeHint, 1));
        return _bytes.AsMemory(Length);
    }

    public Span<byte> GetSpan(int sizeHint = 0)
    {
        Grow(Math.Max(sizeHint, 1));
        return _bytes.AsSpan(Length);
    }

    private Utf8JsonWriter Json()
    {
        if (_json is null)
            return _json = new Utf8JsonWriter(this, s_json);
        _json.Reset();
        return _json;
    }

    private void WriteNumber(IUtf8SpanFormattable number)
    {
        int written;
        while (!number.TryFormat(_bytes.AsSpan(Length), out written, default, CultureInfo.InvariantCulture))
            Grow(64);
        Length += written;
    }

    private void Copy(IBufferWriter<byte> output, int start, int end)
    {
        var gap = FirstFrom(_gaps, start, static gap => gap.At);
        var nulled = FirstFrom(_nulled, start, static position => position.Start);
        while (true)
        {
            var nextGap = gap < _gaps.Count ? _gaps[gap].At : int.MaxValue;
            var nextNull = nulled < _nulled.Count ? _nulled[nulled].Start : int.MaxValue;
            if (Math.Min(nextGap, nextNull) >= end)
                break;

            // A position and the gap that it begins with start at the same place; then the whole position is null.
            if (nextNull <= nextGap)
            {
                output.Write(_bytes.AsSpan(start, nextNull - start));
                output.Write("null"u8);
                start = _nulled[nulled].End;
                nulled = FirstFrom(_nulled, start, static position => position.Start);
                gap = FirstFrom(_gaps, start, static gap => gap.At);
            }
            else
            {
                output.Write(_bytes.AsSpan(start, nextGap - start));
                var field = _gaps[gap++].Field;
                Copy(output, field.Start, field.End);
                start = nextGap;
            }
        }

        output.Write(_bytes.AsSpan(start, end - start));
    }

    private static int FirstFrom<T>(List<T> sorted, int start, Func<T, int> placeOf)
    {
        var (low, high) = (0, sorted.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (placeOf(sorted[middle]) < start)
                low = middle + 1;
            else
                high = middle;
        }

        return low;
    }

    private void Grow(int size)
    {
        if (_bytes.Length - Length >= size)
            return;
        var larger = ArrayPool<byte>.Shared.Rent(Math.Max(_bytes.Length * 2, Length + size));
        _bytes.AsSpan(0, Length).CopyTo(larger);
        ArrayPool<byte>.Shared.Return(_bytes);
        _bytes = larger;
    }

    private readonly record struct Gap(int At, PendingField Field);
}
