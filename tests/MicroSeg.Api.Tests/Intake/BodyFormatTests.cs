using System.IO.Compression;
using System.Net;
using System.Text;
using MicroSeg.Api.Tests.Support;

namespace MicroSeg.Api.Tests.Intake;

public sealed class BodyFormatTests
{
    private const string One = """{"id":"c1","attributes":{"age":1}}""";
    private const string Two = """{"id":"c2","attributes":{"age":2}}""";

    public static TheoryData<string, string, int> Bodies => new()
    {
        { Replies.Json, One, 1 },
        { Replies.Json, "\uFEFF  " + One + "\n\n", 1 },
        { Replies.Json, "{\n  \"id\": \"c1\",\n  \"attributes\":\n  {\n    \"age\": 1\n  }\n}", 1 },
        { Replies.Json, "{ \"attributes\":\n{ \"age\": 1 }, \"id\": \"c1\" }", 1 },
        { Replies.Json, $"[{One},{Two}]", 2 },
        { Replies.Json, $" [\n{One} ,\r\n {Two}\n] \n", 2 },
        { Replies.Json, "[]", 0 },
        { Replies.Json, $"{One}\n{Two}", 2 },
        { Replies.Json, $"\n\n{One}\r\n\r\n{Two}\r\n", 2 },
        { Replies.Ndjson, $"{One}\n{Two}\n", 2 },
        { Replies.Ndjson, $"\uFEFF{One}\n   \n{Two}", 2 },
        { Replies.Ndjson, One, 1 },
        { Replies.Ndjson, "", 0 },
        { "application/jsonl; charset=utf-8", $"{One}\n{Two}\n", 2 },
        { "application/x-www-form-urlencoded", $"{One}\n{Two}\n", 2 },
        { Replies.Csv, "id,age\nc1,1\nc2,2\n", 2 },
        { Replies.Csv, "\uFEFFid,age\r\nc1,1\r\n\r\nc2,2", 2 },
        { Replies.Csv, "homeAirport,id,tags\n\"a \"\"b\"\",\nc\",c1,x|y\n,c2,\n", 2 },
        { Replies.Csv, "id,age\n", 0 },
    };

    [Theory]
    [MemberData(nameof(Bodies))]
    public async Task Every_format_is_taken_plain_and_compressed(string type, string body, int accepted)
    {
        await using var api = new TestApi();
        var client = await (await api.ClientAsync()).WithSchemaAsync();

        var plain = await client.PostAsync("/v1/customers", body, type);
        var compressed = await client.SendBytesAsync(HttpMethod.Post, "/v1/customers", Gzip(body), type, ("Content-Encoding", "gzip"));

        Assert.Equal((HttpStatusCode.OK, accepted, 0), (plain.Status, plain.Accepted, plain.RejectedCount));
        Assert.Equal((HttpStatusCode.OK, accepted, 0), (compressed.Status, compressed.Accepted, compressed.RejectedCount));
        Assert.Equal(accepted, (await Rows.CustomersAsync(api)).Count);
    }

    [Theory]
    [InlineData("", "request.empty_body")]
    [InlineData("  \n ", "request.empty_body")]
    [InlineData("id=5", "request.malformed_json")]
    [InlineData("\"text\"", "request.malformed_json")]
    [InlineData("{\"id\":", "request.malformed_json")]
    [InlineData("{\"id\":\"c1\"} {\"id\":\"c2\"}", "request.malformed_json")]
    [InlineData("[{\"id\":\"c1\"}", "request.malformed_json")]
    [InlineData("[{\"id\":\"c1\"} {\"id\":\"c2\"}]", "request.malformed_json")]
    [InlineData("[{\"id\":\"c1\"},]", "request.malformed_json")]
    [InlineData("[{\"id\":\"c1\"},{\"id\":tru}]", "request.malformed_json")]
    [InlineData("[{\"id\":\"c1\"}]x", "request.malformed_json")]
    [InlineData("[{\"id\":\"c1\"},{\"id\":\"c2\"", "request.malformed_json")]
    [InlineData("[{\"id\":\"c1\"]}", "request.malformed_json")]
    public async Task A_body_that_is_not_JSON_is_refused_and_nothing_of_it_kept(string body, string code)
    {
        await using var api = new TestApi();
        var client = await (await api.ClientAsync()).WithSchemaAsync();

        var reply = await client.PostAsync("/v1/customers", body);

        Assert.Equal((HttpStatusCode.BadRequest, code, 0), (reply.Status, reply.Code, reply.Accepted));
        Assert.Empty(await Rows.CustomersAsync(api));
    }

    [Fact]
    public async Task The_place_where_an_array_breaks_is_named_and_what_stands_is_said()
    {
        await using var api = new TestApi(settings: ("Intake:ChunkRecords", "2"));
        var client = await (await api.ClientAsync()).WithSchemaAsync();

        var reply = await client.PostAsync("/v1/customers", "[\n{\"id\":\"c1\"},\n{\"id\":\"c2\"},\n{\"id\":\"c3\"},\n  {\"id\":nope}]");

        Assert.Equal((HttpStatusCode.BadRequest, "request.malformed_json", 2), (reply.Status, reply.Code, reply.Accepted));
        var error = reply.Body.GetProperty("errors")[0];
        Assert.Equal((5, 10), (error.GetProperty("line").GetInt32(), error.GetProperty("column").GetInt32()));
        Assert.Contains("The first 2 good records were kept", reply.Body.GetProperty("detail").GetString()!, StringComparison.Ordinal);
        Assert.Equal(["c1", "c2"], (await Rows.CustomersAsync(api)).Select(c => c.Id));
    }

    [Fact]
    public async Task One_bad_line_never_loses_a_good_one()
    {
        await using var api = new TestApi();
        var client = await (await api.ClientAsync()).WithSchemaAsync();
        var bytes = new List<byte>();
        void Line(string text) => bytes.AddRange(Encoding.UTF8.GetBytes(text + "\n"));
        Line(One);
        Line("{\"id\":\"broken\"");
        Line("");
        Line("5");
        bytes.AddRange([.. "{\"id\":\"x"u8, 0xFF, .. "\"}\n"u8]);
        Line("{\"id\":\"c3\",\"attributes\":{\"age\":NaN}}");
        Line(new string('[', 100));
        Line(One + One);
        Line(Two);

        var reply = await client.SendBytesAsync(HttpMethod.Post, "/v1/customers", [.. bytes], Replies.Ndjson);

        Assert.Equal((HttpStatusCode.OK, 2, 6), (reply.Status, reply.Accepted, reply.RejectedCount));
        Assert.Equal([2, 4, 5, 6, 7, 8], reply.Rejected.Select(r => r.GetProperty("line").GetInt32()));
        Assert.Equal(["record.malformed_json", "record.wrong_type", "record.malformed_json", "record.malformed_json", "record.malformed_json", "record.malformed_json"],
            reply.Rejected.Select(r => r.GetProperty("errors")[0].GetProperty("code").GetString()));
        Assert.Equal(35, reply.Rejected[5].GetProperty("errors")[0].GetProperty("column").GetInt32());
    }

    [Theory]
    [InlineData(Replies.Ndjson, "{0}\n{1}\n{2}\n")]
    [InlineData(Replies.Json, "[{0},{1},{2}]")]
    public async Task A_record_that_is_too_large_is_rejected_and_the_next_one_taken(string type, string format)
    {
        await using var api = new TestApi();
        var client = await (await api.ClientAsync()).WithSchemaAsync();
        var large = "{\"id\":\"c3\",\"attributes\":{\"homeAirport\":\"" + new string('x', 3 * 1024 * 1024) + "\"}}";
        var fits = "{\"id\":\"c4\",\"attributes\":{\"homeAirport\":\"" + new string('x', 1024 * 1024 - 45) + "\"}}";

        var reply = await client.PostAsync("/v1/customers", string.Format(format, fits, large, Two), type);

        Assert.Equal((HttpStatusCode.OK, 2, 1), (reply.Status, reply.Accepted, reply.RejectedCount));
        Assert.Equal("record.too_large", reply.FirstError.GetProperty("code").GetString());
        Assert.Equal(["c4", "c2"], (await Rows.CustomersAsync(api)).Select(c => c.Id));
    }

    [Fact]
    public async Task Bodies_beyond_the_limit_of_definitions_are_taken()
    {
        await using var api = new TestApi();
        var client = await (await api.ClientAsync()).WithSchemaAsync();
        var body = string.Join('\n', Enumerable.Range(0, 100).Select(i => $$$"""{"id":"c{{{i}}}","attributes":{"homeAirport":"{{{new string('x', 100_000)}}}"}}"""));

        var reply = await client.SendBytesAsync(HttpMethod.Post, "/v1/customers", Gzip(body), Replies.Ndjson, ("Content-Encoding", "gzip"));

        Assert.Equal((HttpStatusCode.OK, 100), (reply.Status, reply.Accepted));
    }

    [Fact]
    public async Task Rejections_are_counted_beyond_what_is_spelt_out()
    {
        await using var api = new TestApi(settings: ("Intake:MaxReportedRejections", "3"));
        var client = await (await api.ClientAsync()).WithSchemaAsync();

        var reply = await client.PostAsync("/v1/customers", string.Concat(Enumerable.Repeat("{}\n", 10)) + One, Replies.Ndjson);

        Assert.Equal((1, 10, 3), (reply.Accepted, reply.RejectedCount, reply.Rejected.Count));
    }

    [Theory]
    [InlineData("id,agee\nc1,1\n", "$.agee", "attribute.unknown")]
    [InlineData("age\n1\n", "$.id", "csv.missing_column")]
    [InlineData("id,age,age\nc1,1,1\n", "$.age", "csv.duplicate_column")]
    public async Task A_header_that_is_not_good_ends_it(string body, string path, string code)
    {
        await using var api = new TestApi();
        var client = await (await api.ClientAsync()).WithSchemaAsync();

        var reply = await client.PostAsync("/v1/customers", body, Replies.Csv);

        Assert.Equal((HttpStatusCode.BadRequest, "csv.bad_header"), (reply.Status, reply.Code));
        Assert.Contains(reply.Body.GetProperty("errors").EnumerateArray(), e => e.GetProperty("path").GetString() == path && e.GetProperty("code").GetString() == code);
    }

    [Fact]
    public async Task Bad_rows_of_CSV_are_rejected_with_line_and_cell()
    {
        await using var api = new TestApi();
        var client = await (await api.ClientAsync()).WithSchemaAsync();

        var reply = await client.PostAsync("/v1/customers", "id,homeAirport,age\n\"c1\",\"two\nlines\",1\nc2,JFK,x\nc3,JFK\nc4,a\"b,1\n,JFK,1\nc5,,7\n", Replies.Csv);

        Assert.Equal((2, 4), (reply.Accepted, reply.RejectedCount));
        Assert.Equal([4, 5, 6, 7], reply.Rejected.Select(r => r.GetProperty("line").GetInt32()));
        Assert.Equal(["attribute.wrong_type", "csv.cell_count", "record.malformed_csv", "record.bad_id"], reply.Rejected.Select(r => r.GetProperty("errors")[0].GetProperty("code").GetString()));
        Assert.Equal(3, reply.FirstError.GetProperty("column").GetInt32());
        Assert.Equal("""{"age":7}""", (await client.ReadAsync("/v1/customers/c5")).Body.GetProperty("attributes").ToString());
    }

    [Theory]
    [InlineData("/v1/events", Replies.Csv)]
    [InlineData("/v1/customers", "multipart/form-data; boundary=x")]
    [InlineData("/v1/customers", "application/json; charset=utf-16")]
    public async Task A_type_that_cannot_be_read_is_refused(string path, string type)
    {
        await using var api = new TestApi();
        var client = await (await api.ClientAsync()).WithSchemaAsync();

        var reply = await client.PostAsync(path, One, type);

        Assert.Equal((HttpStatusCode.UnsupportedMediaType, "request.unsupported_media_type"), (reply.Status, reply.Code));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_compressed_body_that_is_cut_or_broken_is_refused(bool cut)
    {
        await using var api = new TestApi();
        var client = await (await api.ClientAsync()).WithSchemaAsync();
        var bytes = Gzip(string.Join('\n', Enumerable.Range(0, 1000).Select(i => Replies.Event($"e{i}"))));
        if (cut)
            bytes = bytes[..(bytes.Length / 2)];
        else
            bytes.AsSpan(20, 50).Fill(0xAA);

        var reply = await client.SendBytesAsync(HttpMethod.Post, "/v1/events", bytes, Replies.Ndjson, ("Content-Encoding", "gzip"));

        Assert.Equal((HttpStatusCode.BadRequest, "request.malformed_encoding"), (reply.Status, reply.Code));
        Assert.Equal(reply.Accepted, (await Rows.EventsAsync(api)).Count);
    }

    internal static byte[] Gzip(string text)
    {
        using var buffer = new MemoryStream();
        using (var gzip = new GZipStream(buffer, CompressionLevel.Fastest))
            gzip.Write(Encoding.UTF8.GetBytes(text));
        return buffer.ToArray();
    }
}
