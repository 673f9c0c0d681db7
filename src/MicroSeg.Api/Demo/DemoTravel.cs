namespace MicroSeg.Api.Demo;

/// <summary>An event of the demo.</summary>
internal sealed record DemoEvent(string Customer, string Type, DateTimeOffset At, IReadOnlyList<(string Name, object Value)> Properties);

/// <summary>What the demo's customers did in the last two years, by persona; their mail of the last year.</summary>
internal sealed class DemoTravel(DemoGeography geography, DateTimeOffset now)
{
    private const int Days = 730;

    /// <summary>A customer's events; the same for the same customer and day.</summary>
    public IEnumerable<DemoEvent> EventsOf(DemoCustomer customer)
    {
        var random = new Random(unchecked((int)2_654_435_761 * int.Parse(customer.Id.AsSpan(5), System.Globalization.CultureInfo.InvariantCulture)));
        var favourite = geography.DrawRoute(customer.Home.Iata, random);
        return Bookings(customer, favourite, random)
            .SelectMany(booking => Searches(customer, booking, random).Append(booking))
            .Concat(customer.Persona == DemoPersona.Browser ? IdleSearches(customer, random) : [])
            .Concat(Mails(customer, random))
            .Where(e => e.At <= now);
    }

    private IEnumerable<DemoEvent> Bookings(DemoCustomer customer, DemoRoute favourite, Random random)
    {
        var (count, loyalty, passengers) = customer.Persona switch
        {
            DemoPersona.Expat => (random.Next(6, 14), 0.85, 1),
            DemoPersona.Family => (random.Next(2, 6), 0.4, random.Next(3, 6)),
            DemoPersona.Business => (random.Next(10, 30), 0.3, 1),
            DemoPersona.Browser => (0, 0, 1),
            DemoPersona.Lapsed => (random.Next(1, 3), 0.1, random.Next(1, 3)),
            _ => (random.Next(0, 4), 0.15, random.Next(1, 3)),
        };
        for (var i = 0; i < count; i++)
        {
            var route = random.NextDouble() < loyalty ? favourite : geography.DrawRoute(customer.Home.Iata, random);
            var at = BookingTime(customer.Persona, random);
            var departs = DateOnly.FromDateTime(at.UtcDateTime).AddDays(random.Next(3, 90));
            var business = customer.Persona == DemoPersona.Business && random.Next(2) == 0;
            yield return new DemoEvent(customer.Id, "flight_booked", at, [
                ("origin", route.Origin.Iata), ("destination", route.Destination.Iata), ("departs", departs), ("cabin", business ? "business" : "economy"),
                ("passengers", passengers), ("price", DemoFares.Price(route, random) * passengers * (business ? 3 : 1)), ("currency", "USD")]);
        }
    }

    private DateTimeOffset BookingTime(DemoPersona persona, Random random)
    {
        var daysAgo = persona switch
        {
            DemoPersona.Lapsed => random.Next(400, Days),
            DemoPersona.Family => SchoolHolidayDaysAgo(random),
            _ => random.Next(0, Days),
        };
        return now.AddDays(-daysAgo).AddSeconds(-random.Next(86_400));
    }

    // Families book in spring for the summer, of this year or the last.
    private int SchoolHolidayDaysAgo(Random random)
    {
        var spring = new DateTimeOffset(now.Year - random.Next(2), 3, 15, 12, 0, 0, TimeSpan.Zero).AddDays(random.Next(60));
        var daysAgo = (int)(now - spring).TotalDays;
        return daysAgo < 0 ? daysAgo + 365 : Math.Min(daysAgo, Days - 1);
    }

    private static IEnumerable<DemoEvent> Searches(DemoCustomer customer, DemoEvent booking, Random random)
    {
        for (var i = random.Next(0, 4); i > 0; i--)
            yield return new DemoEvent(customer.Id, "flight_searched", booking.At.AddMinutes(-random.Next(5, 20_000)), [booking.Properties[0], booking.Properties[1], booking.Properties[2]]);
    }

    private IEnumerable<DemoEvent> IdleSearches(DemoCustomer customer, Random random)
    {
        for (var i = random.Next(3, 15); i > 0; i--)
        {
            var route = geography.DrawRoute(customer.Home.Iata, random);
            var at = now.AddDays(-random.Next(0, 45)).AddSeconds(-random.Next(86_400));
            yield return new DemoEvent(customer.Id, "flight_searched", at, [
                ("origin", route.Origin.Iata), ("destination", route.Destination.Iata), ("departs", DateOnly.FromDateTime(at.UtcDateTime).AddDays(random.Next(7, 120)))]);
        }
    }

    private IEnumerable<DemoEvent> Mails(DemoCustomer customer, Random random)
    {
        var openness = random.NextDouble();
        for (var month = 1; month <= 12 && customer.Consent; month++)
        {
            var campaign = $"newsletter-{now.AddMonths(-month):yyyy-MM}";
            var sent = now.AddMonths(-month).AddMinutes(random.Next(180));
            yield return new DemoEvent(customer.Id, "email_delivered", sent, [("campaign", campaign)]);
            if (random.NextDouble() > openness)
                continue;
            yield return new DemoEvent(customer.Id, "email_open", sent.AddMinutes(random.Next(5, 3_000)), [("campaign", campaign)]);
            if (random.Next(5) == 0)
                yield return new DemoEvent(customer.Id, "email_click", sent.AddMinutes(random.Next(3_000, 4_000)), [("campaign", campaign)]);
        }
    }
}
