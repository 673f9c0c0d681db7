using System.IO.Pipelines;
using MicroSeg.Api.Web;

namespace MicroSeg.Api.Intake;

/// <summary>The bytes of a request's body, with a limit on how long the sender may pause.</summary>
internal sealed class PipeSource(PipeReader pipe, TimeSpan idleTimeout, TimeProvider time)
{
    private bool _held;
    private ReadResult _last;

    /// <summary>Reads without consuming, until there are <paramref name="least"/> bytes or the body ends.</summary>
    public async ValueTask<ReadResult> PeekAsync(int least, CancellationToken cancellationToken)
    {
        while (true)
        {
            var result = await ReadAsync(cancellationToken);
            if (result.IsCompleted || result.Buffer.Length >= least)
                return result;
            Consume(result.Buffer.Start, result.Buffer.End);
        }
    }

    /// <summary>Reads what there is, at least one byte unless the body has ended; <see cref="Consume"/> it before reading again.</summary>
    /// <exception cref="ApiException">The body cannot be read to its end.</exception>
    public async ValueTask<ReadResult> ReadAsync(CancellationToken cancellationToken)
    {
        if (_held)
            return _last;
        try
        {
            var read = pipe.ReadAsync(cancellationToken);
            _last = read.IsCompleted ? await read : await read.AsTask().WaitAsync(idleTimeout, time, cancellationToken);
        }
        catch (TimeoutException)
        {
            throw new ApiException(StatusCodes.Status408RequestTimeout, "request.idle", $"Nothing more came for {idleTimeout.TotalSeconds:0} seconds.");
        }
        catch (InvalidDataException exception)
        {
            throw ApiException.Invalid("request.malformed_encoding", "The body cannot be decompressed: " + exception.Message);
        }
        catch (IOException exception) when (exception is not BadHttpRequestException)
        {
            throw ApiException.Invalid("request.cut_off", "The body ended too early.");
        }

        _held = true;
        return _last;
    }

    /// <summary>Consumes bytes of the last read.</summary>
    public void Consume(SequencePosition consumed, SequencePosition examined)
    {
        _held = false;
        pipe.AdvanceTo(consumed, examined);
    }

    /// <summary>Consumes the first bytes of the last read.</summary>
    public void Skip(int bytes)
    {
        var position = _last.Buffer.GetPosition(bytes);
        Consume(position, position);
    }
}
