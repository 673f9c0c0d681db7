using System.Buffers;
using MicroSeg.Api.Intake.Framing;

namespace MicroSeg.Api.Intake;

/// <summary>Cuts a body into chunks of records. Memory is bounded by the chunk, however long the body is.</summary>
internal sealed class BodyReader(PipeSource source, Framer framer, IntakeOptions options)
{
    private long _line = 1;
    private long _column = 1;
    private long _index;
    private bool _inRecord;
    private bool _ended;
    private RecordSlice _record;
    private RecordChunk _chunk = null!;

    /// <summary>Reads the next records.</summary>
    /// <returns>The chunk, or null at the end of the body.</returns>
    /// <exception cref="MalformedBodyException">The text is broken; records before that place that were not returned yet are lost.</exception>
    public async Task<RecordChunk?> ReadAsync(CancellationToken cancellationToken)
    {
        _chunk = RecordChunk.Rent();
        try
        {
            while (!_ended)
            {
                var result = await source.ReadAsync(cancellationToken);
                if (Take(result.Buffer, out var consumed))
                {
                    source.Consume(consumed, consumed);
                    return _chunk;
                }

                source.Consume(result.Buffer.End, result.Buffer.End);
                if (result.IsCompleted)
                    Finish();
            }

            _chunk.IsLast = true;
            if (_chunk.Records.Count > 0)
                return _chunk;
            _chunk.Dispose();
            return null;
        }
        catch
        {
            _chunk.Dispose();
            throw;
        }
    }

    // True when the chunk is full.
    private bool Take(ReadOnlySequence<byte> buffer, out SequencePosition consumed)
    {
        var taken = 0L;
        foreach (var segment in buffer)
        {
            var bytes = segment.Span;
            var position = 0;
            while (position < bytes.Length)
            {
                var before = position;
                var step = framer.Next(bytes, ref position);
                var passed = bytes[before..position];
                if (_inRecord)
                    Keep(passed);
                Count(passed);
                if (step == FrameStep.Malformed)
                    throw new MalformedBodyException(framer.Code, framer.Expected, _line, _column);
                if (step == FrameStep.Start)
                    Begin();
                else if (step == FrameStep.End && End())
                {
                    consumed = buffer.GetPosition(taken + position);
                    return true;
                }
            }

            taken += bytes.Length;
        }

        consumed = buffer.End;
        return false;
    }

    private void Begin()
    {
        _inRecord = true;
        _record = new RecordSlice(_chunk.Length, 0, _line, _column, _index++, TooLarge: false);
    }

    private void Keep(ReadOnlySpan<byte> bytes)
    {
        if (_record.TooLarge)
            return;
        if (_chunk.Length - _record.Start + bytes.Length <= options.MaxRecordBytes)
        {
            _chunk.Append(bytes);
            return;
        }

        _chunk.CutTo(_record.Start);
        _record = _record with { TooLarge = true };
    }

    private bool End()
    {
        _inRecord = false;
        _chunk.Add(_record with { Length = _chunk.Length - _record.Start });
        return _chunk.Records.Count >= options.ChunkRecords || _chunk.Length >= options.ChunkBytes;
    }

    private void Finish()
    {
        _ended = true;
        var step = framer.Finish();
        if (step == FrameStep.Malformed)
            throw new MalformedBodyException(framer.Code, framer.Expected, _line, _column);
        if (step == FrameStep.End)
            End();
    }

    private void Count(ReadOnlySpan<byte> bytes)
    {
        var last = bytes.LastIndexOf((byte)'\n');
        if (last < 0)
        {
            _column += bytes.Length;
            return;
        }

        _line += bytes.Count((byte)'\n');
        _column = bytes.Length - last;
    }
}

/// <summary>A body whose text is broken, so that nothing after the place can be read.</summary>
internal sealed class MalformedBodyException(string code, string message, long line, long column) : Exception(message)
{
    public string Code { get; } = code;

    public long Line { get; } = line;

    public long Column { get; } = column;
}
