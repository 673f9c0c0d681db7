using System.Diagnostics;
using System.Globalization;
using MicroSeg.Api.Membership;
using MicroSeg.Api.Membership.ByCustomer;
using MicroSeg.Audience.Bitmaps;
using MicroSeg.Audience.Evaluation;
using MicroSeg.Audience.Rules;
using MicroSeg.Audience.Schema;

namespace MicroSeg.Benchmarks.Membership;

/// <summary>
/// Which of many segments hold one customer, from the rows and from the sets; what a change of one customer costs, and what a microsegment of a hundred takes.
/// <c>rows [customers] [large segments] [microsegments]</c>; 1,000,000, 500 and 500 by default. Large ones hold half of the customers to one in a thousand.
/// </summary>
internal static class RowsScenario
{
    private const int Asked = 200_000;
    private const int Flips = 20_000;

    public static void Run(string[] args)
    {
        var customers = Argument(0, 1_000_000);
        var (large, micro) = (Argument(1, 500), Argument(2, 500));
        var random = new Random(1);
        var rule = RuleReader.Read("""{ "all": [] }""", AudienceSchema.Empty).Rule!;
        var plan = RulePlan.Compile(AudienceSchema.Empty, [.. Enumerable.Range(0, large + micro).Select(i => new SegmentDefinition($"s{i:D5}", rule))]);
        var none = State(plan, _ => CustomerSet.Empty);
        var some = State(plan, i => i < large ? Share(0.5 * Math.Pow(10, random.NextDouble() * -2.7)) : CustomerSet.Empty);
        var all = State(plan, i => i < large ? some.Segments[i].Members : CustomerSet.Of(Enumerable.Range(0, 100).Select(_ => random.Next(customers))));
        var rows = new SegmentRows();
        Say($"{large} large segments into the rows: {Fill(rows, none, some):F2} s, {(double)rows.Bytes / customers:F1} bytes a customer ({large / 8.0:F1} is an eighth of a byte each)");
        var before = rows.Bytes;
        Say($"{micro} microsegments: {Fill(rows, some, all):F2} s; each takes {all.Segments[^1].Members.Bytes} bytes as a set and {(double)(rows.Bytes - before) / micro:F0} in the rows");
        int[] ordinals = [.. Enumerable.Range(0, Asked).Select(_ => random.Next(customers))];
        var found = new List<int>();
        Say($"segments of one customer from the rows: {Measure(Asked, i => { found.Clear(); _ = rows.TryRead(all, ordinals[i], found); }):F2} µs, {ordinals.Average(o => all.Segments.Count(s => s.Members.Contains(o))):F0} of {plan.Segments.Length}");
        Say($"the same from the sets: {Measure(Asked / 50, i => found.Capacity = Math.Max(found.Capacity, all.Segments.Count(s => s.Members.Contains(ordinals[i])))):F2} µs");
        CustomerSet[] ones = [.. ordinals.Take(Flips).Select(o => CustomerSet.Of([o]))];
        Say($"one entry into a large segment: {Measure(Flips, i => { rows.Begin(); rows.Change("s00000", all.Segments[0].Members, ones[i], CustomerSet.Empty); rows.End(all); }):F2} µs");

        int Argument(int index, int otherwise) => args.Length > index ? int.Parse(args[index], CultureInfo.InvariantCulture) : otherwise;
        CustomerSet Share(double share) => CustomerSet.Of(Enumerable.Range(0, customers).Where(_ => random.NextDouble() < share));
    }

    private static MembershipState State(RulePlan plan, Func<int, CustomerSet> members) =>
        new(plan, [.. plan.Segments.Select((key, i) => new SegmentMembers(key, 1, members(i), MemberTimes.Empty))], [], DateTimeOffset.UnixEpoch);

    private static double Fill(SegmentRows rows, MembershipState before, MembershipState after)
    {
        var clock = Stopwatch.StartNew();
        rows.Begin();
        rows.Change(before, after);
        rows.End(after);
        return clock.Elapsed.TotalSeconds;
    }

    private static double Measure(int times, Action<int> action)
    {
        var best = double.MaxValue;
        for (var round = 0; round < 3; round++)
        {
            var clock = Stopwatch.StartNew();
            for (var i = 0; i < times; i++)
                action(i);
            best = Math.Min(best, clock.Elapsed.TotalMicroseconds / times);
        }

        return best;
    }

    private static void Say(FormattableString text) => Console.WriteLine(text.ToString(CultureInfo.InvariantCulture));
}
