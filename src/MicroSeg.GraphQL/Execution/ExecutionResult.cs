using System.Buffers;
using System.Collections.Immutable;
using System.Text;

namespace MicroSeg.GraphQL.Execution;

/// <summary>What an execution gave (section 7.1). It holds pooled memory until it is disposed.</summary>
public sealed class ExecutionResult : IDisposable
{
    private readonly ResponseBuffer? _data;
    private readonly int _end;

    internal ExecutionResult(ResponseBuffer? data, int end, ImmutableArray<GraphQLError> errors)
    {
        _data = data;
        _end = end;
        Errors = errors;
    }

    /// <summary>The errors of the request, or of its fields.</summary>
    public ImmutableArray<GraphQLError> Errors { get; }

    /// <summary>Whether execution began, so that there is a <c>data</c> entry, be it null. Without it the errors are request errors.</summary>
    public bool HasData => _data is not null;

    /// <summary>A request that was refused before its execution began (section 7.1.1).</summary>
    public static ExecutionResult Refused(params ReadOnlySpan<GraphQLError> errors) => new(null, 0, [.. errors]);

    /// <summary>Writes the response as JSON in UTF-8 (section 7.2).</summary>
    public void WriteTo(IBufferWriter<byte> output)
    {
        output.Write("{"u8);
        if (!Errors.IsEmpty || _data is null)
        {
            output.Write("\"errors\":"u8);
            ErrorWriter.Write(output, Errors);
            if (_data is not null)
                output.Write(","u8);
        }

        if (_data is not null)
        {
            output.Write("\"data\":"u8);
            _data.CopyTo(output, 0, _end);
        }

        output.Write("}"u8);
    }

    /// <summary>The response as JSON.</summary>
    public string ToJson()
    {
        var output = new ArrayBufferWriter<byte>();
        WriteTo(output);
        return Encoding.UTF8.GetString(output.WrittenSpan);
    }

    /// <inheritdoc/>
    public void Dispose() => _data?.Dispose();
}
