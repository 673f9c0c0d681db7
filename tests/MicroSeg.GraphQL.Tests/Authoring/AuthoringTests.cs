using System.ComponentModel;
using System.Security.Claims;
using System.Text.Json;
using MicroSeg.GraphQL.Authoring;
using MicroSeg.GraphQL.Execution;
using MicroSeg.GraphQL.Tests.Execution;
using MicroSeg.GraphQL.TypeSystem;
using Microsoft.Extensions.DependencyInjection;
using AuthorizeAttribute = MicroSeg.GraphQL.Authoring.AuthorizeAttribute;

namespace MicroSeg.GraphQL.Tests.Authoring;

public sealed class AuthoringTests
{
    private static readonly ServiceProvider s_services = new ServiceCollection()
        .AddLogging()
        .AddSingleton<Greeter>()
        .AddSingleton<IInputValidator, NoBlankNames>()
        .AddAuthorizationCore(options => options.AddPolicy("staff", policy => policy.RequireClaim("staff")))
        .BuildServiceProvider();

    private static readonly GraphQLSchema s_schema = new SchemaSources()
        .AddTypes(typeof(AuthoringTests).GetNestedTypes(System.Reflection.BindingFlags.NonPublic))
        .Build(s_services.GetRequiredService<IServiceProviderIsService>());

    [Fact]
    public void Classes_become_a_schema()
        => Assert.Contains(
            """"
            type Query {
              """The shops, cheapest first."""
              shops(
                """How many at most."""
                first: Int! = 2
                sizes: [ShopSize!]
              ): [Shop!]!
              shop(id: ID!): Shop
              greeting(to: String): String!
              things: [Thing!]!
              echo(input: ShopInput!): String!
              pick(by: PickInput!): String!
              secret: String!
            }

            type Mutation {
              rename(id: ID!, name: String): Shop!
            }

            type Subscription {
              ticked(upTo: Int!): Int!
            }
            """",
            SchemaPrinter.Print(s_schema),
            StringComparison.Ordinal);

    [Theory]
    [InlineData("type Shop implements Named {\n  id: ID!\n  name: String!\n  size: ShopSize!\n  opened: DateTime\n  tags: [String]\n  data: JSON!\n  nextDoor: Shop\n}")]
    [InlineData("enum ShopSize {\n  VERY_SMALL\n  LARGE @deprecated(reason: \"too large\")\n}")]
    [InlineData("interface Named {\n  name: String!\n}")]
    [InlineData("union Thing = Leaf | Shop")]
    [InlineData("input ShopInput {\n  name: String!\n  size: ShopSize! = LARGE\n  budget: Decimal\n  open: [Date!]\n  note: String\n  rank: Int! = 7\n}")]
    [InlineData("input PickInput @oneOf {\n  id: ID\n  rank: Int\n}")]
    public void Types_follow_the_annotations(string expected) => Assert.Contains(expected, SchemaPrinter.Print(s_schema), StringComparison.Ordinal);

    [Theory]
    [InlineData("{ shop(id: \"1\") { id name size opened tags data nextDoor { name } } }", """{"shop":{"id":"1","name":"One","size":"VERY_SMALL","opened":"2026-05-04T10:30:00Z","tags":["a",null],"data":{"x":[1]},"nextDoor":{"name":"Two"}}}""")]
    [InlineData("{ shop(id: 9) { id } }", """{"shop":null}""")]
    [InlineData("{ shops { name } all: shops(first: 5, sizes: [LARGE]) { name } }", """{"shops":[{"name":"One"},{"name":"Two"}],"all":[{"name":"Two"}]}""")]
    [InlineData("{ greeting a: greeting(to: \"you\") }", """{"greeting":"hello all","a":"hello you"}""")]
    [InlineData("{ things { __typename ... on Named { name } } }", """{"things":[{"__typename":"Leaf"},{"__typename":"Shop","name":"One"}]}""")]
    [InlineData("{ echo(input: { name: \"n\" }) }", """{"echo":"n Large    7"}""")]
    [InlineData("{ echo(input: { name: \"n\", size: VERY_SMALL, budget: 1.10, open: \"2026-05-04\", note: null, rank: 3 }) }", """{"echo":"n VerySmall 1.10 2026-05-04 null 3"}""")]
    [InlineData("{ a: pick(by: { id: \"5\" }) b: pick(by: { rank: 6 }) }", """{"a":"id 5","b":"rank 6"}""")]
    [InlineData("mutation { rename(id: \"2\", name: \"Deux\") { name } }", """{"rename":{"name":"Deux"}}""")]
    public async Task Resolvers_are_called_with_what_they_ask_for(string query, string expected)
        => Assert.Equal("{\"data\":" + expected + "}", await Executing.RunAsync(s_schema, query, services: s_services));

    [Theory]
    [InlineData("{ shop(id: \"x\") { id } }", "graphql.id")]
    [InlineData("{ echo(input: { name: \" \" }) }", "test.blank")]
    [InlineData("{ echo(input: { name: \"refused\" }) }", "graphql.input")]
    [InlineData("{ secret }", "graphql.unauthenticated")]
    public async Task What_is_refused_has_a_code(string query, string code)
        => Assert.Contains($"\"code\":\"{code}\"", await Executing.RunAsync(s_schema, query, services: s_services), StringComparison.Ordinal);

    [Fact]
    public async Task A_class_that_refuses_a_variable_refuses_the_request()
    {
        var json = JsonElement.Parse(await Executing.RunAsync(s_schema, "query($in: ShopInput!) { echo(input: $in) }", variables: """{"in":{"name":"refused"}}""", services: s_services));

        Assert.False(json.TryGetProperty("data", out _));
        Assert.Equal("graphql.input", json.GetProperty("errors")[0].GetProperty("extensions").GetProperty("code").GetString());
    }

    [Theory]
    [InlineData(null, "graphql.forbidden")]
    [InlineData("staff", "{\"data\":{\"secret\":\"42\"}}")]
    public async Task Policies_of_the_host_decide(string? claim, string expected)
    {
        var user = new ClaimsPrincipal(new ClaimsIdentity(claim is null ? [] : [new Claim(claim, "yes")], "test"));
        using var result = await new GraphQLExecutor(s_schema).ExecuteAsync(
            new PreparedDocument(s_schema, GraphQLDocument.Parse("{ secret }")), new GraphQLRequest { Services = s_services, User = user }, TestContext.Current.CancellationToken);

        Assert.Contains(expected, result.ToJson(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_subscription_s_events_are_executed_one_by_one()
    {
        var document = new PreparedDocument(s_schema, GraphQLDocument.Parse("subscription { n: ticked(upTo: 3) }"));
        var subscription = await new GraphQLExecutor(s_schema).SubscribeAsync(document, new GraphQLRequest { Services = s_services }, cancellationToken: TestContext.Current.CancellationToken);
        var results = new List<string>();
        await foreach (var result in subscription.Events!)
        {
            results.Add(result.ToJson());
            result.Dispose();
        }

        Assert.Equal(["""{"data":{"n":10}}""", """{"data":{"n":20}}""", """{"data":{"n":30}}"""], results);
    }

    [QueryType]
    private static class Query
    {
        [GraphQLDescription("The shops, cheapest first.")]
        public static IEnumerable<Shop> GetShops([GraphQLDescription("How many at most.")] int first = 2, ShopSize[]? sizes = null)
            => Shops.All.Where(shop => sizes is null || sizes.Length == 0 || sizes.Contains(shop.Size)).Take(first);

        public static async Task<Shop?> GetShopAsync([ID] int id, CancellationToken cancellationToken)
        {
            await Task.Yield();
            cancellationToken.ThrowIfCancellationRequested();
            return Shops.All.FirstOrDefault(shop => shop.Id == id);
        }

        public static string GetGreeting(Greeter greeter, string? to) => greeter.Greet(to ?? "all");

        public static ValueTask<IReadOnlyList<IThing>> GetThings() => new([new Leaf(3), Shops.All[0]]);

        [Authorize("staff")]
        public static string Secret => "42";

        public static string Echo(ShopInput input)
            => FormattableString.Invariant($"{input.Name} {input.Size} {input.Budget} {string.Join(',', (input.Open ?? []).Select(day => day.ToString("yyyy-MM-dd")))} {(input.Note.HasValue ? input.Note.Value ?? "null" : "")} {input.Rank}");

        public static string Pick(PickInput by) => by.Id is { } id ? $"id {id}" : $"rank {by.Rank}";
    }

    [MutationType]
    private static class Mutation
    {
        public static Shop Rename([ID] int id, string? name) => Shops.All.First(shop => shop.Id == id) with { Name = name ?? "" };
    }

    [SubscriptionType]
    private sealed class Subscription
    {
        [Subscribe(With = nameof(Tick))]
        public static int Ticked([EventMessage] int tick, int upTo) => tick * (upTo > 0 ? 10 : 1);

        private static async IAsyncEnumerable<int> Tick(int upTo)
        {
            for (var i = 1; i <= upTo; i++)
            {
                await Task.Yield();
                yield return i;
            }
        }
    }

    [ExtendObjectType<Shop>]
    private static class ShopFields
    {
        public static Shop? GetNextDoor([Parent] Shop shop) => Shops.All.FirstOrDefault(other => other.Id == shop.Id + 1);
    }

    private static class Shops
    {
        public static IReadOnlyList<Shop> All { get; } =
        [
            new Shop(1, "One", ShopSize.VerySmall, new DateTimeOffset(2026, 5, 4, 12, 30, 0, TimeSpan.FromHours(2)), ["a", null], JsonElement.Parse("{\"x\":[1]}")),
            new Shop(2, "Two", ShopSize.Large, null, null, JsonElement.Parse("2")),
        ];
    }

    [InterfaceType]
    private interface INamed
    {
        string Name { get; }
    }

    [UnionType]
    private interface IThing;

    private sealed record Leaf(int Size) : IThing;

    private sealed record Shop([property: ID] int Id, string Name, ShopSize Size, DateTimeOffset? Opened, IReadOnlyList<string?>? Tags, JsonElement Data) : INamed, IThing;

    private enum ShopSize
    {
        VerySmall,

        [GraphQLDeprecated("too large")]
        Large,
    }

    private sealed record ShopInput(string Name, ShopSize Size = ShopSize.Large, decimal? Budget = null, IReadOnlyList<DateOnly>? Open = null)
    {
        public string Name { get; } = Name == "refused" ? throw new ArgumentException("not this name", nameof(Name)) : Name;

        public Optional<string?> Note { get; init; }

        [DefaultValue(7)]
        public int Rank { get; init; }
    }

    [OneOf]
    private sealed record PickInput([property: ID] string? Id, int? Rank);

    private sealed class Greeter
    {
        private readonly string _word = "hello";

        public string Greet(string name) => $"{_word} {name}";
    }

    private sealed class NoBlankNames : IInputValidator
    {
        public ValueTask<IReadOnlyList<GraphQLError>> ValidateAsync(object input, CancellationToken cancellationToken)
            => new(input is ShopInput { Name: " " } ? [new GraphQLError("test.blank", "A name is needed.")] : []);
    }
}
