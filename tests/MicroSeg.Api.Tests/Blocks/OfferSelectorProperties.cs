using System.Collections.Immutable;
using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using MicroSeg.Api.Blocks;
using MicroSeg.Api.Blocks.Compilation;
using MicroSeg.Api.Blocks.Data;
using MicroSeg.Api.Blocks.Reading;
using MicroSeg.Api.Offers;
using MicroSeg.Api.Schema;
using MicroSeg.Audience.Schema;

namespace MicroSeg.Api.Tests.Blocks;

/// <summary>The selection of offers against one that is written from the definition with LINQ.</summary>
public sealed class OfferSelectorProperties
{
    private static readonly DateTimeOffset Now = new(2026, 6, 15, 23, 30, 0, TimeSpan.Zero);
    private static readonly string[] Airports = ["JFK", "SFO", "LHR"];
    private static readonly string?[] Zones = [null, "Pacific/Kiritimati", "Pacific/Pago_Pago", "Europe/Berlin", "nonsense"];
    private static readonly string[] SortOrders = ["price", "-price", "departs", "-departs"];

    private static readonly FeedDefinition Feed = new("flights",
        [new("id", PropertyType.String), new("origin", PropertyType.String), new("price", PropertyType.Decimal), new("departs", PropertyType.Date), new("until", PropertyType.DateTime)], "id");

    [Fact]
    public void Offers_are_those_that_the_definition_means()
    {
        var cases = from fares in FareGen().ListOf()
                    from airport in Gen.Elements(Airports)
                    from zone in Gen.Elements(Zones)
                    from sort in Gen.Elements(SortOrders).ListOf()
                    from take in Gen.Choose(1, 8)
                    from minItems in Gen.Choose(0, 8)
                    from maxAge in Gen.Choose(0, 48)
                    from notPast in Gen.Elements("", "departs", "until", "both")
                    from below in Gen.Choose(0, 20)
                    select new Case([.. fares.DistinctBy(f => f.Id)], airport, zone, [.. sort], take, Math.Min(minItems, take), maxAge, notPast, below);

        Check.One(Config.QuickThrowOnFailure.WithMaxTest(500), Prop.ForAll(cases.ToArbitrary(), Agrees));
    }

    private static bool Agrees(Case c)
    {
        var world = new BlockWorld(AudienceSchema.Empty.WithAttribute(new("homeAirport", PropertyType.String)).WithAttribute(new("timeZone", PropertyType.String)),
            new Dictionary<string, FeedDefinition> { ["flights"] = Feed }, null);
        var json = new Dictionary<string, object?>
        {
            ["feed"] = "flights",
            ["where"] = c.Below == 0 ? new Dictionary<string, object> { ["origin"] = "{customer.homeAirport}" } : new Dictionary<string, object> { ["origin"] = "{customer.homeAirport}", ["price"] = new { lt = c.Below } },
            ["sort"] = c.Sort,
            ["take"] = c.Take,
            ["minItems"] = c.MinItems,
            ["maxAge"] = c.MaxAgeHours == 0 ? null : $"{c.MaxAgeHours}h",
            ["notPast"] = c.NotPastFields,
        };
        var findings = new Findings();
        var definition = BlockReader.Read(JsonSerializer.SerializeToElement(new { variants = new[] { new { key = "v", html = "x", data = new { offers = json } } }, @default = new { html = "x" } }), "b", findings)!;
        var binding = BlockCompiler.Compile("b", 1, Now, definition, world, findings).Variants.Single().Bindings.Single();
        Assert.Empty(findings.All);

        var feed = new FeedSnapshot(Feed, 1, [.. c.Fares.Select(f => new Offer(f.Id, [PropertyValue.Of(f.Id), PropertyValue.Of(f.Origin), f.Price is { } p ? PropertyValue.Of(p) : null,
            f.Departs is { } d ? PropertyValue.Of(d) : null, f.Until is { } u ? PropertyValue.Of(u) : null], f.ObservedAt))]);
        var found = OfferSelector.Select(binding, feed, new RenderSubject(Customers.Of("c", ("homeAirport", c.Airport), ("timeZone", c.Zone)), null, Now));

        Assert.All(found.Offers, o => Assert.Equal(c.Airport, o[1]!.Value.Text));
        var (expected, reason) = Oracle(c);
        return reason == found.Reason && (reason is not null || expected.SequenceEqual(found.Offers.Select(o => o.Key)));
    }

    private static (List<string> Keys, string? Reason) Oracle(Case c)
    {
        var today = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(Now, c.Zone is null or "nonsense" ? TimeZoneInfo.Utc : TimeZoneInfo.FindSystemTimeZoneById(c.Zone)).DateTime);
        var there = c.Fares.Where(f => f.Origin == c.Airport && (c.Below == 0 || f.Price < c.Below))
            .Where(f => !(c.NotPastFields.Contains("departs") && f.Departs < today))
            .Where(f => !(c.NotPastFields.Contains("until") && f.Until < Now)).ToList();
        var fresh = there.Where(f => c.MaxAgeHours == 0 || Now - f.ObservedAt <= TimeSpan.FromHours(c.MaxAgeHours)).ToList();
        var ordered = fresh.OrderBy(_ => 0);
        foreach (var sort in c.Sort)
        {
            Func<Fare, IComparable?> by = sort.EndsWith("price", StringComparison.Ordinal) ? f => f.Price : f => f.Departs;
            ordered = ordered.ThenBy(f => by(f) is null);
            ordered = sort[0] == '-' ? ordered.ThenByDescending(by) : ordered.ThenBy(by);
        }

        var reason = fresh.Count >= c.MinItems ? null : fresh.Count > 0 ? Reasons.TooFewOffers : there.Count > 0 ? Reasons.StalePrices : Reasons.NoOffers;
        return ([.. ordered.ThenBy(f => f.Id, StringComparer.Ordinal).Take(c.Take).Select(f => f.Id)], reason);
    }

    private static Gen<Fare> FareGen() =>
        from id in Gen.Choose(0, 200)
        from origin in Gen.Elements(Airports)
        from price in Gen.Choose(0, 20)
        from departs in Gen.Choose(-3, 3)
        from until in Gen.Choose(-3, 3)
        from age in Gen.Choose(0, 60)
        select new Fare($"f{id}", origin, price == 0 ? null : price, departs == 3 ? null : new DateOnly(2026, 6, 15).AddDays(departs), until == 3 ? null : Now.AddHours(until), Now.AddHours(-age));

    private sealed record Fare(string Id, string Origin, decimal? Price, DateOnly? Departs, DateTimeOffset? Until, DateTimeOffset ObservedAt);

    private sealed record Case(ImmutableArray<Fare> Fares, string Airport, string? Zone, string[] Sort, int Take, int MinItems, int MaxAgeHours, string NotPast, int Below)
    {
        public string[] NotPastFields => NotPast switch { "" => [], "both" => ["departs", "until"], _ => [NotPast] };
    }
}
