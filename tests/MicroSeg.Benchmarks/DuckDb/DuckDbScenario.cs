using System.Diagnostics;
using System.Globalization;
using MicroSeg.Audience.Bitmaps;
using MicroSeg.Audience.Evaluation;
using MicroSeg.Audience.Index;
using MicroSeg.Benchmarks.Evaluation;

namespace MicroSeg.Benchmarks.DuckDb;

/// <summary>
/// The hundred rules as one plan here and, those that its SQL can say, one query each in DuckDB, on the same data in the same run; and whether both name the same customers.
/// <c>duckdb [customers] [events]</c>; 1,000,000 and 20,000,000 by default. Needs <c>npm ci</c> in <c>DuckDb/client</c>.
/// </summary>
internal static class DuckDbScenario
{
    private const int Rounds = 5;

    public static int Run(string[] args)
    {
        var customers = args.Length > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture) : 1_000_000;
        var events = args.Length > 1 ? long.Parse(args[1], CultureInfo.InvariantCulture) : 20_000_000;
        var folder = Directory.CreateTempSubdirectory("duckdb-").FullName;
        using var duck = new DuckDbClient(Environment.ProcessorCount);
        using (var csv = new CsvSink(folder))
        {
            new FlightAudience().Generate(customers, events, csv);
            csv.Dispose();
            foreach (var statement in csv.Tables())
                duck.Run(statement);
        }

        Directory.Delete(folder, recursive: true);
        var index = new FlightAudience().Build(customers, events);
        var sql = new SqlRules(FlightAudience.AsOf, key => HundredRules.TextOf(int.Parse(key[1..], CultureInfo.InvariantCulture)));
        var queries = Enumerable.Range(0, HundredRules.All.Count).Select(i => (Rule: i, Sql: TrySay(sql, i))).Where(q => q.Sql is not null).ToArray();
        var whole = RulePlan.Compile(FlightAudience.Schema, HundredRules.All);
        var (all, best, _) = Measure(whole, index);
        Say($"{index.CustomerCount:N0} customers, {index.EventCount:N0} events; all {whole.Segments.Length} rules here: {all / 1000:F2} s (best {best / 1000:F2} s)");
        var plan = RulePlan.Compile(FlightAudience.Schema, [.. queries.Select(q => HundredRules.All[q.Rule])]);
        var (median, _, sets) = Measure(plan, index);
        var (theirs, different) = (0.0, 0);
        foreach (var (rule, query) in queries)
        {
            var (milliseconds, rows) = duck.Query(query!);
            theirs += milliseconds;
            if (rows.AsSpan().SequenceEqual(sets[plan.IndexOf($"s{rule}")].ToArray()))
                continue;
            different++;
            Say($"DIFFERENT s{rule}: {rows.Length:N0} in DuckDB, {sets[plan.IndexOf($"s{rule}")].Count:N0} here: {HundredRules.TextOf(rule)}");
        }

        Say($"the {plan.Segments.Length} that SQL can say: here {median / 1000:F2} s, DuckDB {theirs / 1000:F1} s: {theirs / median:F0} times as fast; {plan.Segments.Length - different} of {plan.Segments.Length} rules name the same customers, {sets.Sum(s => (long)s.Count):N0} memberships");
        return different == 0 ? 0 : 1;
    }

    private static (double Median, double Best, CustomerSet[] Sets) Measure(RulePlan plan, AudienceIndex index)
    {
        var times = new List<double>();
        var sets = PageEvaluator.Evaluate(plan, index, FlightAudience.AsOf);
        for (var round = 0; round < Rounds; round++)
        {
            var clock = Stopwatch.StartNew();
            sets = PageEvaluator.Evaluate(plan, index, FlightAudience.AsOf);
            times.Add(clock.Elapsed.TotalMilliseconds);
        }

        return (times.Order().ElementAt(Rounds / 2), times.Min(), sets);
    }

    private static string? TrySay(SqlRules sql, int rule)
    {
        try
        {
            return sql.Query(HundredRules.TextOf(rule));
        }
        catch (NotSupportedException)
        {
            return null;
        }
    }

    private static void Say(FormattableString text) => Console.WriteLine(text.ToString(CultureInfo.InvariantCulture));
}
