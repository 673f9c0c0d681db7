using System.Diagnostics;
using System.Globalization;
using MicroSeg.Audience.Bitmaps;
using MicroSeg.Audience.Evaluation;

namespace MicroSeg.Benchmarks.Evaluation;

/// <summary>
/// Every pair of a hundred sets counted: half of the customers to one in ten thousand, scattered. <c>overlap [customers] [sets]</c>; 1,000,000 and 100 by default.
/// </summary>
internal static class OverlapScenario
{
    private const int Rounds = 15;

    public static void Run(string[] args)
    {
        var customers = args.Length > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture) : 1_000_000;
        var count = args.Length > 1 ? int.Parse(args[1], CultureInfo.InvariantCulture) : 100;
        var random = new Random(1);
        CustomerSet[] dense = [.. Enumerable.Range(0, count).Select(_ => SetOf(0.05 + (random.NextDouble() * 0.45)))];
        CustomerSet[] mixed = [.. Enumerable.Range(0, count).Select(_ => SetOf(0.5 * Math.Pow(10, random.NextDouble() * -4)))];
        foreach (var (name, sets) in new[] { ("dense", dense), ("mixed", mixed) })
        {
            foreach (var threads in new[] { 1, Environment.ProcessorCount })
                Measure(name, sets, threads);
        }

        CustomerSet SetOf(double share) => CustomerSet.Of(Enumerable.Range(0, customers).Where(_ => random.NextDouble() < share));
    }

    private static void Measure(string name, CustomerSet[] sets, int threads)
    {
        var times = new List<double>();
        for (var round = 0; round < Rounds; round++)
        {
            var clock = Stopwatch.StartNew();
            _ = OverlapMatrix.Count(sets, new EvaluationOptions(MaxDegreeOfParallelism: threads));
            times.Add(clock.Elapsed.TotalMilliseconds);
        }

        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{sets.Length} x {sets.Length} {name} sets on {threads} threads: best {times.Min():F1} ms, median {times.Order().ElementAt(Rounds / 2):F1} ms"));
    }
}
