using System.Globalization;
using System.Text.Json;

namespace MicroSeg.Api.Demo;

/// <summary>Writes the demo's records as the lines that the intake takes.</summary>
internal static class DemoJson
{
    public static void Write(Utf8JsonWriter json, DemoCustomer customer)
    {
        json.WriteStartObject();
        json.WriteString("id", customer.Id);
        json.WriteStartObject("attributes");
        json.WriteString("firstName", customer.FirstName);
        if (customer.TellsHome)
        {
            json.WriteString("homeAirport", customer.Home.Iata);
            json.WriteString("homeCity", customer.Home.City);
            json.WriteStartObject("home");
            json.WriteNumber("lat", customer.Home.Location.Latitude);
            json.WriteNumber("lon", customer.Home.Location.Longitude);
            json.WriteEndObject();
            json.WriteString("timeZone", DemoTimeZones.Of(customer.Home.State));
        }

        json.WriteString("locale", customer.Locale);
        json.WriteString("birthDate", Text(customer.BirthDate));
        json.WriteString("signedUpAt", Text(customer.SignedUpAt));
        json.WriteString("tier", customer.Tier);
        json.WriteStartArray("interests");
        foreach (var interest in customer.Interests)
            json.WriteStringValue(interest);
        json.WriteEndArray();
        json.WriteBoolean("consent", customer.Consent);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    public static void Write(Utf8JsonWriter json, (int Number, DemoEvent Event) numbered)
    {
        json.WriteStartObject();
        json.WriteString("id", $"demo-event-{numbered.Number}");
        json.WriteString("customer", numbered.Event.Customer);
        json.WriteString("type", numbered.Event.Type);
        json.WriteString("at", Text(numbered.Event.At));
        json.WriteStartObject("properties");
        foreach (var (name, value) in numbered.Event.Properties)
        {
            switch (value)
            {
                case int number:
                    json.WriteNumber(name, number);
                    break;
                case decimal amount:
                    json.WriteNumber(name, amount);
                    break;
                case DateOnly date:
                    json.WriteString(name, Text(date));
                    break;
                default:
                    json.WriteString(name, (string)value);
                    break;
            }
        }

        json.WriteEndObject();
        json.WriteEndObject();
    }

    public static void Write(Utf8JsonWriter json, DemoFare fare)
    {
        json.WriteStartObject();
        json.WriteString("id", fare.Id);
        json.WriteString("origin", fare.Route.Origin.Iata);
        json.WriteString("destination", fare.Route.Destination.Iata);
        json.WriteString("originCity", fare.Route.Origin.City);
        json.WriteString("destinationCity", fare.Route.Destination.City);
        json.WriteString("departs", Text(fare.Departs));
        json.WriteNumber("price", fare.Price);
        json.WriteString("currency", "USD");
        json.WriteString("url", $"https://fares.example/{fare.Route.Origin.Iata}/{fare.Route.Destination.Iata}?on={Text(fare.Departs)}");
        json.WriteString("observedAt", Text(fare.ObservedAt));
        json.WriteEndObject();
    }

    private static string Text(DateOnly date) => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static string Text(DateTimeOffset instant) => instant.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
