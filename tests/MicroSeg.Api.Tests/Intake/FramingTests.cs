using System.IO.Pipelines;
using System.Text;
using FsCheck;
using FsCheck.Fluent;
using MicroSeg.Api.Intake;
using MicroSeg.Api.Intake.Framing;
using MicroSeg.Api.Tests.Support;
using MicroSeg.Api.Web;

namespace MicroSeg.Api.Tests.Intake;

public sealed class FramingTests
{
    [Fact]
    public void Wherever_the_bytes_are_parted_the_records_are_the_same()
    {
        var text = from kind in Gen.Elements("lines", "array", "csv")
                   from records in Gen.ListOf(Gen.Elements("{}", "{\"a\":\"}\\\"]\"}", "[1,[2]]", "{\"b\":{\"c\":[\"\\\\\"]}}", "12", "\"x,y\"", "true"))
                   from spaces in Gen.Elements("", " ", "\n", "\r\n ")
                   from cuts in Gen.ListOf(Gen.Choose(0, 60))
                   select (kind, records: records.ToList(), spaces, cuts: cuts.ToList());

        foreach (var t in Gen.Sample(text, 20, new Rnd(7), 1_000))
        {
            var expected = t.kind == "csv" ? t.records.Select(r => "\"" + r.Replace("\"", "\"\"") + "\",\n").Select(r => r.TrimEnd('\n')).ToList() : t.records;
            var body = t.kind switch
            {
                "array" => t.spaces + "[" + t.spaces + string.Join(t.spaces + "," + t.spaces, t.records) + t.spaces + "]" + t.spaces,
                _ => string.Join("\n", expected),
            };
            Framer framer = t.kind switch { "array" => new ArrayFramer(), "lines" => new LineFramer(), _ => new CsvFramer() };
            Assert.Equal(expected, Frame(framer, body, t.cuts));
        }
    }

    [Theory]
    [InlineData("[1,2", 1, 5)]
    [InlineData("[1,\n2 3]", 2, 3)]
    [InlineData("[,1]", 1, 2)]
    [InlineData("[1,]", 1, 4)]
    [InlineData("[1]]", 1, 4)]
    public async Task A_broken_array_is_reported_with_its_place(string body, int line, int column)
    {
        var reader = new BodyReader(new PipeSource(PipeReader.Create(new MemoryStream(Encoding.UTF8.GetBytes(body))), TimeSpan.FromMinutes(1), TimeProvider.System), new ArrayFramer(), new IntakeOptions());

        var broken = await Assert.ThrowsAsync<MalformedBodyException>(() => reader.ReadAsync(TestContext.Current.CancellationToken));

        Assert.Equal((line, column), (broken.Line, broken.Column));
    }

    [Fact]
    public async Task A_sender_that_pauses_too_long_is_given_up()
    {
        var clock = new ManualTimeProvider(TestApi.Start);
        var source = new PipeSource(new Pipe().Reader, TimeSpan.FromMinutes(2), clock);

        var reading = source.ReadAsync(TestContext.Current.CancellationToken);
        clock.Advance(TimeSpan.FromMinutes(1));
        Assert.False(reading.IsCompleted);
        clock.Advance(TimeSpan.FromMinutes(1));

        Assert.Equal((408, "request.idle"), await Assert.ThrowsAsync<ApiException>(async () => await reading) is var failure ? (failure.Status, failure.Code) : default);
    }

    private static List<string> Frame(Framer framer, string body, List<int> cuts)
    {
        var bytes = Encoding.UTF8.GetBytes(body);
        var places = cuts.Where(c => c < bytes.Length).Append(0).Append(bytes.Length).Distinct().Order().ToList();
        var records = new List<string>();
        var record = new List<byte>();
        var inRecord = false;
        for (var i = 1; i < places.Count; i++)
        {
            var piece = bytes.AsSpan(places[i - 1]..places[i]);
            var position = 0;
            while (position < piece.Length)
            {
                var before = position;
                var step = framer.Next(piece, ref position);
                if (inRecord)
                    record.AddRange(piece[before..position]);
                Assert.NotEqual(FrameStep.Malformed, step);
                inRecord = step == FrameStep.Start || (inRecord && step != FrameStep.End);
                if (step == FrameStep.End)
                    Flush();
            }
        }

        if (framer.Finish() == FrameStep.End)
            Flush();
        return records;

        void Flush()
        {
            records.Add(Encoding.UTF8.GetString([.. record]));
            record.Clear();
        }
    }
}
