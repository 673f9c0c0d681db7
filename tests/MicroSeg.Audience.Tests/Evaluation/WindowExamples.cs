namespace MicroSeg.Audience.Tests.Evaluation;

/// <summary>What windows around a customer's date, and seasons, mean at their edges.</summary>
public class WindowExamples
{
    [Theory]
    [InlineData("""{ "first": "1d", "after": "signedUpAt" }""", "anchor end-1")]
    [InlineData("""{ "last": "1d", "before": "signedUpAt" }""", "start+1 anchor")]
    public void The_anchor_is_in_and_the_far_end_is_not(string within, string members)
    {
        var scene = new Scene();
        foreach (var (id, at) in new[] { ("before", "09T11:59:59"), ("start", "09T12:00:00"), ("start+1", "09T12:00:01"), ("anchor", "10T12:00:00"), ("end-1", "11T11:59:59"), ("end", "11T12:00:00") })
            scene.Customer(id, ("signedUpAt", Scene.At("2026-06-10T12:00:00Z"))).Did("booked", $"2026-06-{at}Z");
        scene.Customer("missing").Did("booked", "2026-06-10T12:00:00Z");
        Assert.Equal(members, scene.Members($$"""{ "event": "booked", "within": {{within}} }"""));
    }

    [Fact]
    public void Without_an_anchor_no_event_is_in_the_window() => Assert.Equal("without", new Scene()
        .Customer("with", ("signedUpAt", Scene.At("2026-06-10T12:00:00Z"))).Did("booked", "2026-06-10T12:00:00Z")
        .Customer("without").Did("booked", "2026-06-10T12:00:00Z")
        .Members("""{ "event": "booked", "within": { "first": "1d", "after": "signedUpAt" }, "count": { "eq": 0 } }"""));

    [Theory]
    [InlineData("2026-03-29T23:59:59Z", "")]
    [InlineData("2026-03-28T22:59:59Z", "")]
    [InlineData("2026-03-28T23:00:00Z", "berlin")]
    [InlineData("2026-03-29T22:59:59Z", "berlin")]
    [InlineData("2026-03-30T00:00:00Z", "")]
    public void A_date_begins_at_the_customers_midnight(string at, string members) => Assert.Equal(members, new Scene()
        .Customer("berlin", ("timeZone", "Europe/Berlin"), ("birthDate", new DateOnly(2026, 3, 29))).Did("booked", at)
        .Members("""{ "event": "booked", "within": { "first": "24h", "after": "birthDate" } }"""));

    [Theory]
    [InlineData("2026-02-27T23:59:59Z", "booked")]
    [InlineData("2026-02-28T00:00:00Z", "")]
    public void Months_after_a_date_are_steps_of_the_calendar(string at, string members) => Assert.Equal(members, new Scene()
        .Customer("booked", ("birthDate", new DateOnly(2026, 1, 31))).Did("booked", at)
        .Members("""{ "event": "booked", "within": { "first": "1mo", "after": "birthDate" } }"""));

    [Theory]
    [InlineData("""{ "months": [12, 1], "yearsAgo": [1] }""", "dec25 jan26")]
    [InlineData("""{ "months": [12, 1], "yearsAgo": [1, 2] }""", "dec24 jan25 dec25 jan26")]
    [InlineData("""{ "months": [1, 12], "yearsAgo": [1] }""", "jan25 dec25")]
    [InlineData("""{ "months": [1], "yearsAgo": [0] }""", "jan26")]
    [InlineData("""{ "months": [6, 8], "yearsAgo": [0] }""", "june")]
    [InlineData("""{ "months": [12, 1], "yearsAgo": [0] }""", "")]
    public void A_season_begins_so_many_years_ago(string within, string members) => Assert.Equal(members, new Scene()
        .Customer("dec24").Did("booked", "2024-12-01T00:00:00Z").Customer("jan25").Did("booked", "2025-01-31T23:59:59Z").Customer("feb").Did("booked", "2025-02-01T00:00:00Z")
        .Customer("nov").Did("booked", "2025-11-30T23:59:59Z").Customer("dec25").Did("booked", "2025-12-31T23:59:59Z").Customer("jan26").Did("booked", "2026-01-01T00:00:00Z")
        .Customer("june").Did("booked", "2026-06-30T12:00:00Z").Customer("future").Did("booked", "2026-06-30T12:00:01Z")
        .Members($$"""{ "event": "booked", "within": {{within}} }"""));

    [Fact]
    public void A_season_is_one_of_the_customers_calendar() => Assert.Equal("york", new Scene()
        .Customer("utc").Did("booked", "2026-02-01T03:00:00Z")
        .Customer("york", ("timeZone", "America/New_York")).Did("booked", "2026-02-01T03:00:00Z")
        .Members("""{ "event": "booked", "within": { "months": [1], "yearsAgo": [0] } }"""));
}
