using System.IO.Pipelines;
using MicroSeg.Api.Intake.Framing;
using MicroSeg.Api.Schema;
using MicroSeg.Api.Storage.Bulk;
using MicroSeg.Api.Web;
using Microsoft.AspNetCore.Server.Kestrel.Core.Features;
using Microsoft.Extensions.Options;

namespace MicroSeg.Api.Intake;

/// <summary>Reads a body of any length, chunk by chunk: while one is written the next is read and parsed, and no more than these two are in memory.</summary>
internal sealed class IntakeRunner(BulkWriter writer, SchemaCatalog schema, IOptions<IntakeOptions> options, TimeProvider time)
{
    private const int ReadSize = 256 * 1024;

    /// <summary>Takes the records of a request's body.</summary>
    /// <exception cref="ApiException">The body cannot be read to its end, or its single record is not good, or the store is out of reach; says what stands.</exception>
    public async Task<IntakeTally> RunAsync<TRow>(HttpRequest request, IIntakeTarget<TRow> target, CancellationToken cancellationToken)
    {
        var tally = new IntakeTally(options.Value.MaxReportedRejections, target.IsStaged);
        // Senders pace themselves here; PipeSource bounds how long they may pause.
        if (request.HttpContext.Features.Get<IHttpMinRequestBodyDataRateFeature>() is { } rate)
            rate.MinDataRate = null;
        var declared = BodyFormats.Declared(request.ContentType, target.TakesCsv, target.TakesText);
        var pipe = PipeReader.Create(request.Body, new StreamPipeReaderOptions(bufferSize: ReadSize, minimumReadSize: ReadSize / 4, leaveOpen: true));
        try
        {
            var source = new PipeSource(pipe, options.Value.IdleTimeout, time);
            var format = await BodyFormats.DetectAsync(source, declared, options.Value.MaxRecordBytes, cancellationToken, target.TakesText);
            var body = new BodyReader(source, FramerOf(format), options.Value);
            await TakeAsync(body, new ChunkParser<TRow>(target, schema, format, tally, options.Value.MaxRecordBytes), target, tally, cancellationToken);
            tally.End(format);
            return tally;
        }
        catch (MalformedBodyException broken)
        {
            throw tally.On(Malformed(broken, tally));
        }
        catch (ApiException failure)
        {
            throw tally.On(failure);
        }
        finally
        {
            await pipe.CompleteAsync();
        }
    }

    private async Task TakeAsync<TRow>(BodyReader body, ChunkParser<TRow> parser, IIntakeTarget<TRow> target, IntakeTally tally, CancellationToken cancellationToken)
    {
        var writes = new List<Task<Committed<WriteCounts>>>();
        BulkOperation<WriteCounts>? last = null;
        try
        {
            while (await body.ReadAsync(cancellationToken) is { } chunk)
            {
                var isLast = chunk.IsLast;
                List<TRow> rows;
                using (chunk)
                    rows = await parser.ParseAsync(chunk, cancellationToken);
                if (last is not null)
                    await last.Executed;
                if (writes is [.., { IsFaulted: true }])
                    break;
                if (rows.Count == 0)
                    continue;
                var next = target.Write(rows, moreFollows: !isLast);
                next.Predecessor = last;
                last = next;
                writes.Add(writer.WriteAsync(last, cancellationToken));
            }

            parser.Finish();
        }
        finally
        {
            // What is on its way will stand, and a failure has to say so.
            if (last is { MoreFollows: true })
                _ = writer.WriteAsync(new EndOfStream(), CancellationToken.None);
            await tally.AddAsync(writes);
        }
    }

    private static Framer FramerOf(BodyFormat format) => format switch
    {
        BodyFormat.Lines or BodyFormat.Text => new LineFramer(),
        BodyFormat.Array => new ArrayFramer(),
        BodyFormat.Csv => new CsvFramer(),
        _ => new WholeFramer(),
    };

    private static ApiException Malformed(MalformedBodyException broken, IntakeTally tally)
    {
        var stands = tally.Standing + tally.Duplicates == 0 ? "Nothing of it was kept." : $"The first {tally.Standing + tally.Duplicates} good records were kept before it was found; nothing after them was.";
        return ApiException.Invalid(broken.Code, $"The body is broken at line {broken.Line}, column {broken.Column}. {stands}",
            new Finding("$", broken.Code, broken.Message, (int)broken.Line, (int)broken.Column));
    }
}
