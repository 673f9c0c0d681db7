using System.Diagnostics;
using System.Globalization;
using MicroSeg.Audience.Bitmaps;
using MicroSeg.Audience.Index;
using MicroSeg.Audience.Schema;

namespace MicroSeg.Benchmarks.Index;

/// <summary>
/// Fills an index with customers of 10 attributes and events of 5 types with 4 properties each, fixed seed, and prints memory, rates and snapshot times.
/// Run with <c>dotnet run -c Release --project tests/MicroSeg.Benchmarks -- index-footprint [customers] [events]</c>.
/// </summary>
internal static class IndexFootprint
{
    private static readonly string[] EventTypes = ["flight_booked", "search", "mail_opened", "mail_clicked", "visit"];
    private static readonly string[] Airports = [.. Enumerable.Range(0, 3500).Select(i => $"A{i:D4}")];
    private static readonly string[] Cabins = ["economy", "premium", "business", "first"];

    public static void Run(string[] args)
    {
        var customers = args.Length > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture) : 1_000_000;
        var events = args.Length > 1 ? int.Parse(args[1], CultureInfo.InvariantCulture) : 5_000_000;
        var index = new AudienceIndex(Schema());
        Timed("upsert customers", customers, () => AddCustomers(index, customers));
        Timed("append events", events, () => AppendEvents(index, customers, events));
        Timed("merge pending", events, index.MergePending);
        Print(index);
        Timed("append 10 %", events / 10, () => AppendEvents(index, customers, events / 10, events));
        Console.WriteLine($"with that pending: {(double)index.Measure().EventBytes / index.EventCount:F2} bytes an event");
        TimeReads(index, customers);
        Timed("merge pending", events / 10, index.MergePending);
        var folder = Directory.CreateTempSubdirectory("index-footprint-").FullName;
        Timed("save snapshot", events, () => IndexSnapshot.Save(index, folder, events));
        Console.WriteLine($"snapshot: {Directory.GetFiles(folder, "*", SearchOption.AllDirectories).Sum(f => new FileInfo(f).Length):N0} bytes");
        Timed("load snapshot", events, () =>
        {
            if (!IndexSnapshot.TryLoad(folder, index.Schema, out var loaded, out _, out var reason) || loaded.EventCount != index.EventCount)
                throw new InvalidOperationException(reason);
        });
        Directory.Delete(folder, recursive: true);
        TimeOverlap(customers);
    }

    private static void TimeOverlap(int customers)
    {
        var sets = Enumerable.Range(0, 100).Select(seed =>
        {
            var random = new Random(seed);
            return CustomerSet.Of(Enumerable.Range(0, customers).Where(_ => random.Next(4) == 0));
        }).ToArray();
        var sum = 0L;
        Timed("overlap of 100 × 100 segments of a quarter of the customers", 10_000, () =>
        {
            for (var i = 0; i < sets.Length; i++)
            {
                for (var j = i; j < sets.Length; j++)
                    sum += sets[i].AndCount(sets[j]);
            }
        });
        Console.WriteLine($"({sum:N0} in common)");
    }

    private static AudienceSchema Schema()
    {
        PropertyDefinition[] attributes =
        [
            new("homeAirport", PropertyType.String), new("country", PropertyType.String), new("language", PropertyType.String), new("tier", PropertyType.String),
            new("birthday", PropertyType.Date), new("signedUpAt", PropertyType.DateTime), new("newsletter", PropertyType.Boolean), new("points", PropertyType.Number),
            new("spend", PropertyType.Decimal), new("interests", PropertyType.StringSet),
        ];
        PropertyDefinition[] properties =
            [new("origin", PropertyType.String), new("destination", PropertyType.String), new("cabin", PropertyType.String), new("price", PropertyType.Decimal)];
        var schema = attributes.Aggregate(AudienceSchema.Empty, (s, a) => s.WithAttribute(a));
        return EventTypes.Aggregate(schema, (s, e) => s.WithEvent(new EventDefinition(e, properties)));
    }

    private static void AddCustomers(AudienceIndex index, int customers)
    {
        var random = new Random(1);
        var interests = Enumerable.Range(0, 64).Select(i => PropertyValue.Of(Cabins.Where((_, bit) => (i >> bit & 1) != 0))).ToArray();
        var attributes = new (int, PropertyValue)[10];
        for (var i = 0; i < customers; i++)
        {
            attributes[0] = (0, PropertyValue.Of(Airports[random.Next(Airports.Length)]));
            attributes[1] = (1, PropertyValue.Of(Airports[random.Next(200)]));
            attributes[2] = (2, PropertyValue.Of(Airports[random.Next(30)]));
            attributes[3] = (3, PropertyValue.Of(Cabins[random.Next(4)]));
            attributes[4] = (4, PropertyValue.Of(DateOnly.FromDayNumber(705_000 + random.Next(25_000))));
            attributes[5] = (5, PropertyValue.Of(DateTimeOffset.FromUnixTimeSeconds(1_400_000_000 + random.Next(300_000_000))));
            attributes[6] = (6, PropertyValue.Of(random.Next(2) == 0));
            attributes[7] = (7, PropertyValue.Of((double)random.Next(100_000)));
            attributes[8] = (8, PropertyValue.Of(random.Next(1_000_000) / 100m));
            attributes[9] = (9, interests[random.Next(interests.Length)]);
            index.UpsertCustomer(i, string.Create(CultureInfo.InvariantCulture, $"customer-{i}"), attributes);
        }
    }

    private static void AppendEvents(AudienceIndex index, int customers, int events, int after = 0)
    {
        var random = new Random(2);
        var properties = new (int, PropertyValue)[4];
        for (var i = 1; i <= events; i++)
        {
            properties[0] = (0, PropertyValue.Of(Airports[random.Next(Airports.Length)]));
            properties[1] = (1, PropertyValue.Of(Airports[random.Next(Airports.Length)]));
            properties[2] = (2, PropertyValue.Of(Cabins[random.Next(4)]));
            properties[3] = (3, PropertyValue.FromKey(PropertyType.Decimal, random.Next(2_000, 200_000) * (PropertyValue.DecimalScale / 100)));
            index.AppendEvent(random.Next(customers), random.Next(5), after + i, 1_700_000_000 + random.Next(63_000_000), properties);
        }
    }

    private static void TimeReads(AudienceIndex index, int customers)
    {
        var random = new Random(3);
        var found = 0;
        Timed("read attribute (decimal)", 10_000_000, () =>
        {
            for (var i = 0; i < 10_000_000; i++)
                found += index.TryReadAttribute(random.Next(customers), 8, out _) ? 1 : 0;
        });
        Timed("read one customer's events of 5 types", 1_000_000, () =>
        {
            for (var i = 0; i < 1_000_000; i++)
            {
                var ordinal = random.Next(customers);
                var page = index.Pages[ordinal >> 16];
                using (page.EnterRead())
                {
                    for (var type = 0; type < 5; type++)
                        found += page.TryGetEvents(type, ordinal & 0xFFFF, 1, out _) ? 1 : 0;
                }
            }
        });
        Timed("read all events in blocks", index.EventCount, () =>
        {
            foreach (var page in index.Pages)
            {
                for (var block = 0; block < page.Count; block += CustomerPage.BlockSize)
                {
                    using (page.EnterRead())
                    {
                        for (var type = 0; type < 5; type++)
                            found += page.TryGetEvents(type, block, CustomerPage.BlockSize, out _) ? 1 : 0;
                    }
                }
            }
        });
        Console.WriteLine($"({found:N0} found)");
    }

    private static void Print(AudienceIndex index)
    {
        var held = index.Measure();
        Console.WriteLine(held);
        Console.WriteLine($"{(double)held.EventBytes / held.Events:F2} bytes an event, {(double)(held.TotalBytes - held.EventBytes) / held.Customers:F1} bytes a customer");
        Console.WriteLine($"heap after collection: {GC.GetTotalMemory(forceFullCollection: true):N0} bytes, peak working set {Environment.WorkingSet:N0}");
    }

    private static void Timed(string what, long count, Action action)
    {
        var (watch, before) = (Stopwatch.StartNew(), Environment.CpuUsage.TotalTime);
        action();
        var cpu = Environment.CpuUsage.TotalTime - before;
        Console.WriteLine($"{what}: {watch.Elapsed.TotalMilliseconds:N0} ms, of processor time {cpu.TotalMilliseconds:N0} ms, {count / cpu.TotalSeconds:N0} a second of it");
    }
}
