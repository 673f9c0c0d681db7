using System.Text.Json.Nodes;
using FsCheck;
using FsCheck.Fluent;
using MicroSeg.Api.Tests.Support;

namespace MicroSeg.Api.Tests.Intake;

/// <summary>Any interleaving of bodies leaves the state that a dictionary would hold.</summary>
public sealed class IntakeModelTests
{
    private static readonly string[] Ids = ["a", "b", "c", "d"];

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Customers_and_events_end_as_in_a_dictionary(ulong seed)
    {
        await using var api = new TestApi(settings: ("Intake:ChunkRecords", "2"));
        var client = await (await api.ClientAsync()).WithSchemaAsync();
        var model = new Model();
        var bodies = Gen.Sample(Body(), 40, new Rnd(seed), 30).ToList();

        foreach (var body in bodies)
        {
            var reply = await client.PostAsync(body.Path, body.Text, body.Type);
            Assert.True(reply.Message.IsSuccessStatusCode, reply.ToString());
            var (accepted, duplicates) = model.Apply(body);
            Assert.Equal((accepted, duplicates), (reply.Accepted, reply.Duplicates));
        }

        foreach (var id in Ids)
        {
            var customer = await client.ReadAsync("/v1/customers/" + id);
            Assert.Equal(model.Customers.ContainsKey(id), customer.Message.IsSuccessStatusCode);
            if (model.Customers.TryGetValue(id, out var attributes))
                Assert.True(JsonNode.DeepEquals(attributes, JsonNode.Parse(customer.Body.GetProperty("attributes").GetRawText())), $"{id}: {customer}");
        }

        Assert.Equal(model.Events.Order(), (await Rows.EventsAsync(api)).Select(e => e.EventId).Order());
        var ordinals = (await Rows.CustomersAsync(api)).Select(c => c.Ordinal);
        Assert.Equal(Enumerable.Range(0, model.Customers.Count), ordinals);
    }

    private static Gen<BodySpec> Body()
    {
        var customer = from id in Gen.Elements(Ids)
                       from age in Gen.Elements<string?>(null, "1", "2", "null")
                       from vip in Gen.Elements<string?>(null, "true", "null")
                       select new JsonObject(new[] { ("age", age), ("vip", vip) }.Where(a => a.Item2 is not null).Select(a => KeyValuePair.Create(a.Item1, JsonNode.Parse(a.Item2!)))) is var attributes
                           ? new JsonObject { ["id"] = id, ["attributes"] = attributes } : null!;
        var happening = from id in Gen.Choose(0, 60)
                        from who in Gen.Elements(Ids)
                        select JsonNode.Parse(Replies.Event($"e{id}", who))!.AsObject();
        return from isEvents in Gen.Elements(false, true)
               from records in Gen.ListOf(isEvents ? happening : customer)
               from asArray in Gen.Elements(false, true)
               select new BodySpec(isEvents, [.. records], asArray);
    }

    private sealed record BodySpec(bool IsEvents, IReadOnlyList<JsonObject> Records, bool AsArray)
    {
        public string Path => IsEvents ? "/v1/events" : "/v1/customers";

        public string Type => AsArray ? Replies.Json : Replies.Ndjson;

        public string Text => AsArray ? $"[{string.Join(',', Records.Select(r => r.ToJsonString()))}]" : string.Join('\n', Records.Select(r => r.ToJsonString()));
    }

    private sealed class Model
    {
        public Dictionary<string, JsonObject> Customers { get; } = [];

        public HashSet<string> Events { get; } = [];

        public (long Accepted, long Duplicates) Apply(BodySpec body)
        {
            var duplicates = 0;
            foreach (var record in body.Records)
            {
                if (body.IsEvents)
                {
                    if (!Events.Add((string)record["id"]!))
                        duplicates++;
                    else
                        Customers.TryAdd((string)record["customer"]!, []);
                    continue;
                }

                var id = (string)record["id"]!;
                Customers.TryAdd(id, []);
                foreach (var (name, value) in record["attributes"]!.AsObject())
                {
                    if (value is null)
                        Customers[id].Remove(name);
                    else
                        Customers[id][name] = value.DeepClone();
                }
            }

            return (body.Records.Count - duplicates, duplicates);
        }
    }
}
