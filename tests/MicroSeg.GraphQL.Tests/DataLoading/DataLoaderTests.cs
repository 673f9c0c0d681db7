using System.Globalization;
using MicroSeg.GraphQL.DataLoading;
using MicroSeg.GraphQL.Tests.Execution;
using MicroSeg.GraphQL.TypeSystem;
using Microsoft.Extensions.DependencyInjection;

namespace MicroSeg.GraphQL.Tests.DataLoading;

public sealed class DataLoaderTests
{
    private static readonly GraphQLSchema s_schema = new SchemaBuilder()
        .Add(new ObjectDefinition("Query")
        {
            Fields = [new FieldDefinition("items", "[Item!]!") { Resolver = _ => new(Enumerable.Range(1, 1000).Cast<object>().ToList()) }],
        })
        .Add(new ObjectDefinition("Item")
        {
            Fields =
            [
                new FieldDefinition("id", "Int!") { Reader = value => value },
                new FieldDefinition("next", "Item") { Resolver = context => Load<Next>(context) },
                new FieldDefinition("twice", "Item!") { Resolver = async context => await Load<Next>(context, (int)(await Load<Next>(context))!) },
                new FieldDefinition("parts", "[Int!]!") { Resolver = context => LoadGroup(context) },
            ],
        })
        .Build();

    [Fact]
    public async Task A_level_costs_one_batch_whatever_its_size()
    {
        var (services, log) = Services();
        var json = await Executing.RunAsync(s_schema, "{ items { id next { id next { id } } parts } }", services: services);

        Assert.StartsWith("""{"data":{"items":[{"id":1,"next":{"id":2,"next":{"id":3}},"parts":[1,2]},{"id":2,""", json, StringComparison.Ordinal);
        Assert.EndsWith("""{"id":1000,"next":{"id":1001,"next":{"id":1002}},"parts":[1000,1001]}]}}""", json, StringComparison.Ordinal);

        // The second level asks for 2 to 1001, of which only 1001 was not asked for on the first.
        Assert.Equal(["next 1000", "parts 1000", "next 1"], log);
    }

    [Fact]
    public async Task What_goes_on_after_a_batch_is_in_the_next_one()
    {
        var (services, log) = Services();
        await Executing.RunAsync(s_schema, "{ items { twice { id } } }", services: services);

        Assert.Equal(["next 1000", "next 1"], log);
    }

    [Fact]
    public async Task Batches_have_a_greatest_size()
    {
        var (services, log) = Services(new DataLoaderOptions { MaxBatchSize = 300 });
        await Executing.RunAsync(s_schema, "{ items { next { id } } }", services: services);

        Assert.Equal(["next 300", "next 300", "next 300", "next 100"], log);
    }

    [Fact]
    public async Task A_batch_that_fails_fails_those_who_wait_for_it()
    {
        var (services, _) = Services(fail: true);
        var json = await Executing.RunAsync(s_schema, "{ items { id next { id } } }", services: services);

        Assert.Contains("""{"message":"no store","locations":[{"line":1,"column":14}],"path":["items",0,"next"],"extensions":{"code":"test"}}""", json, StringComparison.Ordinal);
        Assert.Contains("""{"id":7,"next":null}""", json, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_an_execution_a_batch_is_sent_at_once()
    {
        var (services, log) = Services();
        var loader = services.GetRequiredService<Next>();

        Assert.Equal([2, 3, 2], await loader.LoadAsync([1, 2, 1]));
        Assert.Equal(0, await loader.LoadAsync(-1));
        Assert.Equal(2, await loader.LoadAsync(1));
        loader.Remove(1);
        loader.Set(1, 77);
        Assert.Equal(77, await loader.LoadAsync(1));
        Assert.Equal(["next 2", "next 1"], log);
    }

    private static async ValueTask<object?> Load<T>(FieldContext context, int? id = null)
        where T : IDataLoader<int, int>
        => await context.Services.GetRequiredService<T>().LoadAsync(id ?? (int)context.Parent!, context.CancellationToken);

    private static async ValueTask<object?> LoadGroup(FieldContext context)
        => await context.Services.GetRequiredService<Parts>().LoadAsync((int)context.Parent!, context.CancellationToken);

    private static (IServiceProvider Services, List<string> Log) Services(DataLoaderOptions? options = null, bool fail = false)
    {
        var log = new List<string>();
        var scheduler = new BatchScheduler();
        var services = new ServiceCollection()
            .AddSingleton(scheduler)
            .AddSingleton(new Next(scheduler, options, log, fail))
            .AddSingleton(new Parts(scheduler, log))
            .BuildServiceProvider();
        return (services, log);
    }

    private sealed class Next(IBatchScheduler scheduler, DataLoaderOptions? options, List<string> log, bool fail) : BatchDataLoader<int, int>(scheduler, options)
    {
        protected override async Task<IReadOnlyDictionary<int, int>> LoadBatchAsync(IReadOnlyList<int> keys, CancellationToken cancellationToken)
        {
            lock (log)
                log.Add(string.Create(CultureInfo.InvariantCulture, $"next {keys.Count}"));
            await Task.Yield();
            return fail ? throw new GraphQLException("test", "no store") : keys.Where(key => key > 0).ToDictionary(key => key, key => key + 1);
        }
    }

    private sealed class Parts(IBatchScheduler scheduler, List<string> log) : GroupedDataLoader<int, int>(scheduler)
    {
        protected override Task<ILookup<int, int>> LoadGroupedBatchAsync(IReadOnlyList<int> keys, CancellationToken cancellationToken)
        {
            lock (log)
                log.Add(string.Create(CultureInfo.InvariantCulture, $"parts {keys.Count}"));
            return Task.FromResult(keys.SelectMany(key => new[] { (key, part: key), (key, part: key + 1) }).ToLookup(pair => pair.key, pair => pair.part));
        }
    }
}
