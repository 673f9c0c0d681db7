using System.Diagnostics;
using System.Globalization;
using MicroSeg.Audience.Evaluation;
using MicroSeg.Audience.Index;

namespace MicroSeg.Benchmarks.Evaluation;

/// <summary>
/// Full evaluation of a hundred rules, a preview of each alone, and one customer at a time.
/// <c>evaluation [customers] [events] [rules]</c>; 1,000,000 and 20,000,000 by default. With <c>rules</c> it lists the slowest.
/// </summary>
internal static class EvaluationScenario
{
    private const int Rounds = 7;
    private const int SingleCustomers = 200_000;

    public static void Run(string[] args)
    {
        var customers = args.Length > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture) : 1_000_000;
        var events = args.Length > 1 ? long.Parse(args[1], CultureInfo.InvariantCulture) : 20_000_000;
        var clock = Stopwatch.StartNew();
        var index = new FlightAudience().Build(customers, events);
        Say($"built {index.CustomerCount:N0} customers and {index.EventCount:N0} events in {clock.Elapsed.TotalSeconds:F1} s");
        Say($"memory: {Bytes(p => p.Events) / events:F1} bytes an event, {Bytes(p => p.Attributes) / customers:F1} a customer, {(double)index.Keys.Bytes / customers:F1} an id; process {Environment.WorkingSet / 1048576:N0} MiB");
        var plan = RulePlan.Compile(FlightAudience.Schema, HundredRules.All);
        Say($"plan: {plan.Segments.Length} rules in {plan.NodeCount} steps");
        MeasureFull(plan, index, threads: null);
        MeasureDue(plan, index);
        MeasureFull(plan, index, threads: 1);
        MeasurePreviews(index, list: args.Contains("rules"));
        MeasureSingle(plan, index, customers);

        double Bytes(Func<(long Attributes, long Events), long> part) => index.Pages.Sum(p => part(p.Bytes));
    }

    private static void MeasureFull(RulePlan plan, AudienceIndex index, int? threads)
    {
        var times = new List<double>();
        var members = 0L;
        var used = double.MaxValue;
        for (var round = 0; round < Rounds; round++)
        {
            var clock = Stopwatch.StartNew();
            var processor = Environment.CpuUsage.TotalTime;
            var sets = PageEvaluator.Evaluate(plan, index, FlightAudience.AsOf, new EvaluationOptions(MaxDegreeOfParallelism: threads));
            times.Add(clock.Elapsed.TotalSeconds);
            used = Math.Min(used, (Environment.CpuUsage.TotalTime - processor).TotalSeconds);
            members = sets.Sum(s => (long)s.Count);
        }

        Say($"full evaluation on {threads ?? Environment.ProcessorCount} threads: best {times.Min():F3} s, median {times.Order().ElementAt(Rounds / 2):F3} s, least processor time {used:F3} s, {members:N0} memberships");
    }

    private static void MeasureDue(RulePlan plan, AudienceIndex index)
    {
        var times = new List<double>();
        DueTimes? due = null;
        var used = double.MaxValue;
        for (var round = 0; round < Rounds; round++)
        {
            var clock = Stopwatch.StartNew();
            var processor = Environment.CpuUsage.TotalTime;
            _ = PageEvaluator.Evaluate(plan, index, FlightAudience.AsOf, EvaluationOptions.Default, out due);
            times.Add(clock.Elapsed.TotalSeconds);
            used = Math.Min(used, (Environment.CpuUsage.TotalTime - processor).TotalSeconds);
        }

        Say($"full evaluation with due times: best {times.Min():F3} s, median {times.Order().ElementAt(Rounds / 2):F3} s, least processor time {used:F3} s, {due!.Bytes / 1048576.0:F1} MiB of due times");
    }

    private static void MeasurePreviews(AudienceIndex index, bool list)
    {
        var times = new List<(double Milliseconds, string Key, string Describe)>();
        foreach (var segment in HundredRules.All.Where(s => s.Rule.References.Segments.Count == 0))
        {
            var plan = RulePlan.Compile(FlightAudience.Schema, [segment]);
            _ = PageEvaluator.Evaluate(plan, index, FlightAudience.AsOf);
            var processor = Environment.CpuUsage.TotalTime;
            for (var round = 0; round < Rounds; round++)
                _ = PageEvaluator.Evaluate(plan, index, FlightAudience.AsOf);
            times.Add(((Environment.CpuUsage.TotalTime - processor).TotalMilliseconds / Rounds, segment.Key, segment.Rule.Describe()));
        }

        Say($"one rule alone, processor time: mean {times.Average(t => t.Milliseconds):F1} ms, worst {times.Max(t => t.Milliseconds):F1} ms");
        foreach (var (milliseconds, key, describe) in times.OrderByDescending(t => t.Milliseconds).Take(list ? 100 : 0))
            Say($"  {milliseconds,6:F1} ms  {key}: {describe}");
    }

    private static void MeasureSingle(RulePlan plan, AudienceIndex index, int customers)
    {
        var evaluator = new CustomerEvaluator();
        var verdicts = new ulong[plan.VerdictWords];
        int[] all = [.. Enumerable.Range(0, plan.Segments.Length)];
        var random = new Random(1);
        int[] ordinals = [.. Enumerable.Range(0, SingleCustomers).Select(_ => random.Next(customers))];
        for (var round = 0; round < 4; round++)
        {
            // The last two rounds go in the order of ordinals, as a batch of changed customers can.
            if (round == 2)
                Array.Sort(ordinals);
            var allocated = GC.GetAllocatedBytesForCurrentThread();
            var clock = Stopwatch.StartNew();
            var processor = Environment.CpuUsage.TotalTime;
            foreach (var ordinal in ordinals)
                evaluator.Evaluate(plan, index, ordinal, FlightAudience.AsOf, all, verdicts, out _);
            Say($"one customer{(round < 2 ? "" : " of a sorted batch")}, {plan.Segments.Length} rules and when they may change: {clock.Elapsed.TotalMicroseconds / SingleCustomers:F2} µs, processor time {(Environment.CpuUsage.TotalTime - processor).TotalMicroseconds / SingleCustomers:F2} µs, {(GC.GetAllocatedBytesForCurrentThread() - allocated) / (double)SingleCustomers:F1} bytes allocated");
        }
    }

    private static void Say(FormattableString text) => Console.WriteLine(text.ToString(CultureInfo.InvariantCulture));
}
