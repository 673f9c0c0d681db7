using MicroSeg.Api.Demo;
using MicroSeg.Api.Tests.Support;

namespace MicroSeg.Api.Tests.Demo;

public sealed class DemoDataTests
{
    private static readonly DemoGeography Geography = DemoGeography.Load();

    [Fact]
    public void Every_route_joins_two_known_airports_and_goes_somewhere()
    {
        Assert.Equal(5_362, Geography.Routes.Count);
        Assert.All(Geography.Routes, route => Assert.InRange(route.Km, 1, 10_000));
    }

    [Fact]
    public void Customers_are_the_same_at_every_run_and_live_where_the_traffic_is()
    {
        var first = Draw();
        var second = Draw();

        Assert.Equal(first.Select(c => (c.Id, c.Home.Iata, c.Persona)), second.Select(c => (c.Id, c.Home.Iata, c.Persona)));
        Assert.Equal(["ATL", "DFW", "ORD"], first.GroupBy(c => c.Home.Iata).OrderByDescending(g => g.Count()).Take(3).Select(g => g.Key).Order());
        Assert.Contains(first, c => !c.TellsHome);

        static List<DemoCustomer> Draw() => [.. new DemoPopulation(Geography, TestApi.Start).Draw(2_000)];
    }

    [Fact]
    public void Nothing_happens_after_now_and_expats_return_to_one_place()
    {
        var customers = new DemoPopulation(Geography, TestApi.Start).Draw(2_000).ToList();
        var travel = new DemoTravel(Geography, TestApi.Start);

        Assert.All(customers.SelectMany(travel.EventsOf), e => Assert.True(e.At <= TestApi.Start));
        Assert.All(customers.Where(c => c.Persona == DemoPersona.Expat), expat =>
        {
            var bookings = travel.EventsOf(expat).Where(e => e.Type == "flight_booked").ToList();
            Assert.True(bookings.GroupBy(b => b.Properties[1].Value).Max(g => g.Count()) > bookings.Count / 3);
        });
    }

    [Fact]
    public void Fares_leave_in_the_future_at_a_plausible_price()
    {
        var fares = new DemoFares(Geography, TestApi.Start).Observe().ToList();

        Assert.Equal(Geography.Routes.Count * 3, fares.Count);
        Assert.Equal(fares.Count, fares.DistinctBy(f => f.Id).Count());
        Assert.All(fares, f => Assert.True(f.Departs > DateOnly.FromDateTime(TestApi.Start.UtcDateTime)));
        Assert.All(fares, f => Assert.InRange(f.Price, 25, 1_500));
    }
}
