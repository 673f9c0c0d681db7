using System.Text.Json;
using MicroSeg.Audience.Evaluation;
using MicroSeg.Audience.Evaluation.Explaining;
using MicroSeg.Audience.Rules;
using MicroSeg.Audience.Schema;

namespace MicroSeg.Audience.Tests.Evaluation.Explaining;

/// <summary>What explanations show, by hand.</summary>
public sealed class ExplainerExamples
{
    [Fact]
    public void An_attribute_shows_its_value_and_what_was_asked_of_it()
    {
        var leaf = new Scene().Customer("a", ("score", 34.0)).Explain("""{ "attribute": "score", "gte": 30, "lt": 40 }""");
        Assert.Equal(("attribute", "$", "The customer's score is at least 30 and is less than 40.", true), (leaf.Kind, leaf.Path, leaf.Describe, leaf.Holds));
        Assert.Equal([new ExplainedValue("score", PropertyValue.Of(34.0))], leaf.Seen);
        Assert.Equal("""{"gte":30,"lt":40}""", Text(leaf.Threshold));
        Assert.Null(leaf.FlipsAt);
        Assert.Null(leaf.FlipsSearchedTo);
        Assert.Null(leaf.Matched);
    }

    [Fact]
    public void A_missing_value_is_shown_as_missing()
    {
        var leaf = new Scene().Customer("a").Explain("""{ "attribute": "score", "ne": 1 }""");
        Assert.False(leaf.Holds);
        Assert.Equal([new ExplainedValue("score", null)], leaf.Seen);
    }

    [Fact]
    public void Values_have_the_types_of_the_schema()
    {
        var scene = new Scene().Customer("a", ("name", "Ada"), ("priceLimit", 99.5m), ("birthDate", new DateOnly(1990, 7, 1)), ("tags", new[] { "x" }));
        foreach (var (rule, type) in new[]
        {
            ("""{ "attribute": "name", "eq": "Ada" }""", PropertyType.String), ("""{ "attribute": "priceLimit", "lt": 100 }""", PropertyType.Decimal),
            ("""{ "attribute": "birthDate", "anniversaryWithinNext": "7d" }""", PropertyType.Date), ("""{ "attribute": "tags", "hasAny": ["x"] }""", PropertyType.StringSet),
        })
        {
            var leaf = scene.Explain(rule);
            Assert.Equal((true, type), (leaf.Holds, leaf.Seen[0].Value!.Value.Type));
        }
    }

    [Fact]
    public void An_anniversary_flips_at_the_midnight_behind_it_in_the_customers_zone()
    {
        var leaf = new Scene().Customer("a", ("birthDate", new DateOnly(1990, 7, 1)), ("timeZone", "America/New_York")).Explain("""{ "attribute": "birthDate", "anniversaryWithinNext": "7d" }""");
        Assert.True(leaf.Holds);
        Assert.Equal(Scene.At("2026-07-02T04:00:00Z"), leaf.FlipsAt);
    }

    [Fact]
    public void An_event_condition_shows_what_matched_and_when_the_oldest_drops_out()
    {
        var scene = new Scene().Customer("a")
            .Did("booked", "2026-03-01T00:00:00Z", ("cabin", "economy"))
            .Did("booked", "2026-04-10T08:00:00Z", ("cabin", "economy"), ("price", 120.5m))
            .Did("booked", "2026-05-01T00:00:00Z", ("cabin", "business"))
            .Did("booked", "2026-06-29T23:00:00Z", ("cabin", "economy"))
            .Did("booked", "2026-07-01T00:00:00Z", ("cabin", "business"));
        var leaf = scene.Explain("""{ "event": "booked", "where": { "property": "cabin", "eq": "economy" }, "within": "90d", "count": { "gte": 2 } }""");
        Assert.Equal((true, 2), (leaf.Holds, leaf.Matched));
        Assert.Equal([new ExplainedValue("count", PropertyValue.Of(2.0))], leaf.Seen);
        Assert.Equal("""{"count":{"gte":2}}""", Text(leaf.Threshold));
        Assert.Equal([new InstantRange(Scene.At("2026-04-01T12:00:01Z"), Scene.At("2026-06-30T12:00:00Z"))], leaf.Window);
        Assert.Equal([Scene.At("2026-06-29T23:00:00Z"), Scene.At("2026-04-10T08:00:00Z")], leaf.Events.Select(e => e.At));
        Assert.Equal([new ExplainedValue("cabin", PropertyValue.Of("economy")), new ExplainedValue("price", PropertyValue.Of(120.5m))], leaf.Events[1].Properties);
        Assert.Equal(Scene.At("2026-07-09T08:00:00Z"), leaf.FlipsAt);
    }

    [Fact]
    public void The_nodes_of_a_where_say_for_how_many_events_of_the_window_they_hold()
    {
        var scene = new Scene().Customer("a", ("homeAirport", "JFK"))
            .Did("booked", "2020-06-01T00:00:00Z", ("cabin", "economy"), ("destination", "DEL"))
            .Did("booked", "2026-06-01T00:00:00Z", ("cabin", "economy"), ("destination", "JFK"))
            .Did("booked", "2026-06-02T00:00:00Z", ("cabin", "economy"), ("destination", "DEL"))
            .Did("booked", "2026-06-03T00:00:00Z", ("cabin", "business"), ("destination", "DEL"));
        var leaf = scene.Explain("""{ "event": "booked", "where": { "all": [ { "property": "cabin", "eq": "economy" }, { "property": "destination", "neAttribute": "homeAirport" } ] }, "within": "90d" }""");
        var all = Assert.Single(leaf.Children);
        Assert.Equal((true, 1, """{"count":{"gte":1}}"""), (leaf.Holds, leaf.Matched, Text(leaf.Threshold)));
        Assert.Equal(("all", "$.where", (bool?)null, (int?)1), (all.Kind, all.Path, all.Holds, all.Matched));
        Assert.Equal("For the event, cabin is \"economy\" and destination is not the customer's homeAirport.", all.Describe);
        Assert.Equal([("$.where.all[0]", (int?)2), ("$.where.all[1]", 2)], all.Children.Select(c => (c.Path, c.Matched)));
        Assert.Equal([new ExplainedValue("homeAirport", PropertyValue.Of("JFK"))], all.Children[1].Seen);
        Assert.All(all.Children, c => Assert.Null(c.FlipsAt));
    }

    [Fact]
    public void At_most_ten_events_are_shown_the_newest_first()
    {
        var scene = new Scene().Customer("a");
        for (var day = 1; day <= 25; day++)
            scene.Did("booked", $"2026-06-{day:00}T00:00:00Z");
        var leaf = scene.Explain("""{ "event": "booked" }""");
        Assert.Equal(25, leaf.Matched);
        Assert.Equal(Enumerable.Range(16, 10).Reverse().Select(day => Scene.At($"2026-06-{day:00}T00:00:00Z")), leaf.Events.Select(e => e.At));
    }

    [Fact]
    public void With_per_the_winning_group_is_shown_or_the_nearest_when_none_wins()
    {
        var scene = new Scene().Customer("a");
        foreach (var (day, destination) in new[] { (1, "DEL"), (2, "JFK"), (3, "DEL"), (4, "DEL"), (5, "JFK"), (6, "SVO") })
            scene.Did("booked", $"2026-06-0{day}T00:00:00Z", ("destination", destination));
        var won = scene.Explain("""{ "event": "booked", "per": "destination", "count": { "gte": 2 } }""");
        Assert.Equal((true, 6, 2), (won.Holds, won.Matched, won.GroupsHolding));
        Assert.Equal(new ExplainedValue("destination", PropertyValue.Of("DEL")), won.Group);
        Assert.Equal([new ExplainedValue("count", PropertyValue.Of(3.0))], won.Seen);
        Assert.Equal([4, 3, 1], won.Events.Select(e => e.At.Day));

        var lost = scene.Explain("""{ "event": "booked", "per": "destination", "count": { "gt": 3 } }""");
        Assert.Equal((false, 0, "DEL"), (lost.Holds, lost.GroupsHolding, lost.Group!.Value!.Value.Text));

        var none = scene.Explain("""{ "event": "booked", "per": "destination", "groups": "none", "count": { "eq": 1 } }""");
        Assert.Equal((false, 1, "SVO"), (none.Holds, none.GroupsHolding, none.Group!.Value!.Value.Text));
        Assert.Equal("""{"groups":"none","count":{"eq":1}}""", Text(none.Threshold));
    }

    [Fact]
    public void Without_events_sums_are_nothing_and_averages_are_missing()
    {
        var scene = new Scene().Customer("a");
        Assert.Equal([new ExplainedValue("sum", PropertyValue.Of(0m))], scene.Explain("""{ "event": "booked", "sum": { "of": "price", "gte": 0 } }""").Seen);
        Assert.Equal([new ExplainedValue("avg", null)], scene.Explain("""{ "event": "booked", "avg": { "of": "price", "gte": 0 } }""").Seen);
        Assert.Equal([new ExplainedValue("count", PropertyValue.Of(0.0))], scene.Explain("""{ "event": "booked", "count": { "eq": 0 } }""").Seen);
        var grouped = scene.Explain("""{ "event": "booked", "per": "destination" }""");
        Assert.Equal((0, 0, (ExplainedValue?)null), (grouped.Matched, grouped.GroupsHolding, grouped.Group));
    }

    [Fact]
    public void A_trend_shows_both_windows()
    {
        var scene = new Scene().Customer("a").Did("booked", "2026-06-29T00:00:00Z", ("price", 30m))
            .Did("booked", "2026-05-20T00:00:00Z", ("price", 70m)).Did("booked", "2026-05-21T00:00:00Z", ("price", 50m));
        var leaf = scene.Explain("""{ "event": "booked", "within": "30d", "trend": { "of": { "sum": "price" }, "versus": "previous", "lte": 0.7 } }""");
        Assert.Equal([new("trend", PropertyValue.Of(0.25)), new("sum", PropertyValue.Of(30m)), new ExplainedValue("previous", PropertyValue.Of(120m))], leaf.Seen);
        Assert.Equal((true, 1), (leaf.Holds, leaf.Matched));
        // When the later one of May has left the window before too, there is nothing to compare with.
        Assert.Equal(Scene.At("2026-07-20T00:00:00Z"), scene.Explain("""{ "event": "booked", "within": "30d", "trend": { "of": "count", "gte": 0.5 } }""").FlipsAt);
    }

    [Fact]
    public void Gaps_shares_ages_and_periods_show_what_they_came_to()
    {
        var scene = new Scene().Customer("a").Did("booked", "2026-04-10T00:00:00Z", ("destination", "DEL")).Did("booked", "2026-04-12T00:00:00Z", ("destination", "JFK"))
            .Did("booked", "2026-06-20T12:00:00Z", ("destination", "DEL")).Did("booked", "2026-06-20T12:00:00Z");
        Assert.Equal(69.5 * 86_400, Seen("""{ "event": "booked", "gap": { "longest": { "gte": "60d" } } }"""));
        Assert.Equal(10 * 86_400.0, Seen("""{ "event": "booked", "sinceLast": { "gte": "60d" } }"""));
        Assert.Equal(2, Seen("""{ "event": "booked", "inPeriods": { "of": "month", "last": 3, "atLeast": 3 } }"""));
        var share = scene.Explain("""{ "event": "booked", "per": "destination", "share": { "gte": 0.6 } }""");
        Assert.Equal((false, 0.5, "DEL", null), (share.Holds, share.Seen[0].Value!.Value.Number, share.Group!.Value!.Value.Text, share.GroupsHolding));

        double Seen(string rule) => scene.Explain(rule).Seen[0].Value!.Value.Number;
    }

    [Fact]
    public void A_sequence_shows_its_steps_and_until_when_the_last_is_waited_for()
    {
        const string Abandoned = """{ "sequence": [ { "event": "searched", "where": { "property": "destination", "eq": "DEL" } }, { "event": "booked" } ], "gapAtMost": "48h", "same": "destination", "completed": false }""";
        var scene = new Scene().Customer("a").Did("searched", "2026-06-29T10:00:00Z", ("destination", "DEL")).Did("booked", "2026-06-29T11:00:00Z", ("destination", "JFK"));
        var waits = scene.Explain(Abandoned);
        Assert.Equal([new("at", null), new ExplainedValue("waitsUntil", PropertyValue.Of(Scene.At("2026-07-01T10:00:00Z")))], waits.Seen);
        Assert.Equal((false, Scene.At("2026-07-01T10:00:01Z")), (waits.Holds, waits.FlipsAt));
        Assert.Equal("""{"gapAtMost":"48h","same":"destination","completed":false}""", Text(waits.Threshold));
        Assert.Equal([("event", "$.sequence[0]", (int?)1), ("event", "$.sequence[1]", 1)], waits.Children.Select(c => (c.Kind, c.Path, c.Matched)));
        Assert.Equal("$.sequence[0].where", Assert.Single(waits.Children[0].Children).Path);
        Assert.Equal("A searched event where destination is \"DEL\".", waits.Children[0].Describe);

        scene.AsOf = Scene.At("2026-07-02T00:00:00Z");
        var left = scene.Explain(Abandoned);
        Assert.Equal((true, new ExplainedValue("destination", PropertyValue.Of("DEL"))), (left.Holds, left.Group));
        Assert.Equal([new ExplainedValue("at", PropertyValue.Of(Scene.At("2026-06-29T10:00:00Z")))], left.Seen);
    }

    [Fact]
    public void Windows_are_shown_as_they_come_to_for_the_customer()
    {
        var scene = new Scene().Customer("a", ("signedUpAt", Scene.At("2026-06-10T09:00:00Z")), ("timeZone", "Europe/Berlin")).Customer("b");
        Assert.Equal([new InstantRange(Scene.At("2026-06-10T09:00:00Z"), Scene.At("2026-06-17T08:59:59Z"))], Window("""{ "first": "7d", "after": "signedUpAt" }"""));
        Assert.Equal([new InstantRange(Scene.At("2026-05-31T22:00:00Z"), Scene.At("2026-06-30T21:59:59Z"))], Window("""{ "calendar": "thisMonth" }"""));
        Assert.Equal([new InstantRange(Scene.At("2026-01-01T00:00:00Z"), null)], Window("""{ "from": "2026-01-01T00:00:00Z" }"""));
        Assert.Equal(
            [new InstantRange(Scene.At("2024-05-31T22:00:00Z"), Scene.At("2024-06-30T21:59:59Z")), new InstantRange(Scene.At("2025-05-31T22:00:00Z"), Scene.At("2025-06-30T21:59:59Z"))],
            Window("""{ "months": [6], "yearsAgo": [1, 2] }"""));
        Assert.Empty(Window("""{ "first": "7d", "after": "signedUpAt" }""", ordinal: 1)!);
        Assert.Null(scene.Explain("""{ "event": "booked" }""").Window);

        IReadOnlyList<InstantRange>? Window(string within, int ordinal = 0) => scene.Explain($$"""{ "event": "booked", "within": {{within}} }""", ordinal).Window;
    }

    [Fact]
    public void Groups_have_paths_and_the_root_has_its_own_flip()
    {
        var scene = new Scene().Customer("a", ("score", 1.0)).Did("booked", "2026-06-20T00:00:00Z").Did("searched", "2026-06-25T00:00:00Z");
        var root = scene.Explain("""{ "not": { "atLeast": 2, "of": [ { "attribute": "score", "gt": 5 }, { "event": "booked", "within": "30d" }, { "event": "searched", "within": "30d" } ] } }""");
        var least = Assert.Single(root.Children);
        Assert.Equal(("not", "$", false), (root.Kind, root.Path, root.Holds));
        Assert.Equal(("atLeast", "$.not", true, """{"atLeast":2}"""), (least.Kind, least.Path, least.Holds, Text(least.Threshold)));
        Assert.Equal(["$.not.of[0]", "$.not.of[1]", "$.not.of[2]"], least.Children.Select(c => c.Path));
        Assert.Equal([null, Scene.At("2026-07-20T00:00:00Z"), Scene.At("2026-07-25T00:00:00Z")], least.Children.Select(c => c.FlipsAt));
        Assert.Equal(Scene.At("2026-07-20T00:00:00Z"), root.FlipsAt);
        Assert.Null(least.FlipsAt);
        Assert.Equal("It is not so that at least 2 of these hold (the customer's score is more than 5; the number of booked events in the last 30 days is at least 1; the number of searched events in the last 30 days is at least 1).", root.Describe);
    }

    [Fact]
    public void A_node_that_may_change_often_flips_only_where_its_verdict_does()
    {
        var scene = new Scene().Customer("a");
        for (var day = 1; day <= 29; day++)
            scene.Did("booked", $"2026-06-{day:00}T00:00:00Z");
        Assert.Equal(Scene.At("2026-07-27T00:00:00Z"), scene.Explain("""{ "event": "booked", "within": "30d", "count": { "gte": 3 } }""").FlipsAt);
        var few = scene.Explain(0, ExplainLimits.Default with { MaxSteps = 5 }, ("it", """{ "event": "booked", "within": "30d", "count": { "gte": 3 } }"""));
        Assert.Null(few.FlipsAt);
        Assert.Equal(Scene.At("2026-07-04T00:00:00Z"), few.FlipsSearchedTo);
        var near = scene.Explain(0, ExplainLimits.Default with { Horizon = TimeSpan.FromDays(10) }, ("it", """{ "event": "booked", "within": "30d", "count": { "gte": 3 } }"""));
        Assert.Equal((null, null), (near.FlipsAt, near.FlipsSearchedTo));
    }

    [Fact]
    public void Other_segments_are_explained_once_and_so_deep()
    {
        var scene = new Scene().Customer("a", ("score", 1.0));
        var root = scene.Explain(
            ("top", """{ "all": [ { "segment": "left" }, { "segment": "right" } ] }"""), ("left", """{ "segment": "base" }"""), ("right", """{ "not": { "segment": "base" } }"""), ("base", """{ "attribute": "score", "gt": 0 }"""));
        var (left, right) = (root.Children[0].Segment!, root.Children[1].Segment!);
        Assert.Equal(("left", true, false, false), (left.Key, left.Holds, right.Holds, root.Holds));
        Assert.Equal(("$", "base", "$"), (left.Rule!.Path, left.Rule.Segment!.Key, left.Rule.Segment.Rule!.Path));
        Assert.Equal([new ExplainedValue("score", PropertyValue.Of(1.0))], left.Rule.Segment.Rule.Seen);
        var again = Assert.Single(right.Rule!.Children).Segment!;
        Assert.Equal(("base", true, null), (again.Key, again.Holds, again.Rule));

        (string, string)[] chain = [("s0", """{ "segment": "s1" }"""), ("s1", """{ "segment": "s2" }"""), ("s2", """{ "segment": "s3" }"""), ("s3", """{ "all": [] }""")];
        Assert.NotNull(scene.Explain(0, ExplainLimits.Default, chain).Segment!.Rule!.Segment!.Rule!.Segment!.Rule);
        Assert.Equal(("s3", true, null), scene.Explain(0, ExplainLimits.Default with { MaxSegmentDepth = 2 }, chain).Segment!.Rule!.Segment!.Rule!.Segment is { } last ? (last.Key, last.Holds, last.Rule) : default);
        Assert.Null(scene.Explain(0, ExplainLimits.Default with { MaxNodes = 1 }, chain).Segment!.Rule);
    }

    [Fact]
    public void A_sample_shows_the_bucket()
    {
        var scene = new Scene().Customer("a");
        var bucket = scene.Explain("""{ "sample": 10, "salt": "spring" }""").Seen[0].Value!.Value.Number;
        Assert.InRange(bucket, 0, 999_999);
        Assert.Equal(bucket < 500_000, scene.Explain("""{ "sample": 50, "salt": "spring" }""").Holds);
        // The buckets below a share are in; the share just above this bucket has it, that of the bucket itself has not.
        Assert.True(scene.Explain(FormattableString.Invariant($$"""{ "sample": {{(bucket + 1) / 10_000}}, "salt": "spring" }""")).Holds);
        Assert.False(scene.Explain(FormattableString.Invariant($$"""{ "sample": {{bucket / 10_000}}, "salt": "spring" }""")).Holds);
    }

    [Fact]
    public void Events_of_the_future_count_from_their_second_on()
    {
        var leaf = new Scene().Customer("a").Did("booked", "2026-07-05T10:00:00Z").Explain("""{ "event": "booked" }""");
        Assert.Equal((false, 0, Scene.At("2026-07-05T10:00:00Z")), (leaf.Holds, leaf.Matched, leaf.FlipsAt));
    }

    [Fact]
    public void Who_does_not_exist_has_no_explanation()
    {
        var scene = new Scene().Customer("a").Customer("b");
        scene.Index.EraseCustomer(1);
        var plan = scene.Plan(("it", """{ "all": [] }"""));
        var explainer = new Explainer();
        Assert.Equal("Everyone.", explainer.Explain(plan, scene.Index, 0, 0, scene.AsOf)!.Describe);
        Assert.Null(explainer.Explain(plan, scene.Index, 0, 1, scene.AsOf));
        Assert.Null(explainer.Explain(plan, scene.Index, 0, 2, scene.AsOf));
        Assert.Null(explainer.Explain(plan, scene.Index, 0, -1, scene.AsOf));
    }

    [Fact]
    public void A_rule_whose_text_is_not_known_is_explained_without_quotes()
    {
        var scene = new Scene().Customer("a", ("score", 1.0));
        var rule = RuleReader.Read("""{ "any": [ { "attribute": "score", "gt": 0 } ] }""", scene.Index.Schema).Rule!;
        var root = new Explainer().Explain(RulePlan.Compile(scene.Index.Schema, [new SegmentDefinition("it", rule)]), scene.Index, 0, 0, scene.AsOf)!;
        Assert.Equal(("$.any[0]", true, null), (root.Children[0].Path, root.Children[0].Holds, root.Children[0].Threshold));
    }

    private static string? Text(JsonElement? json) => json is { } given ? JsonSerializer.Serialize(given) : null;
}
