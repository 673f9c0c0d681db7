namespace MicroSeg.Api.Demo;

/// <summary>How a customer travels.</summary>
internal enum DemoPersona
{
    /// <summary>A holiday or two a year, to somewhere else each time.</summary>
    Tourist,

    /// <summary>Lives away from home: the same destination several times a year.</summary>
    Expat,

    /// <summary>Travels with children, in the school holidays.</summary>
    Family,

    /// <summary>Often, on weekdays, many in the business cabin.</summary>
    Business,

    /// <summary>Looks a lot, books nothing.</summary>
    Browser,

    /// <summary>Booked once, long ago.</summary>
    Lapsed,
}

/// <summary>A customer of the demo.</summary>
internal sealed record DemoCustomer(
    string Id, DemoPersona Persona, string FirstName, DemoAirport Home, bool TellsHome, string Locale, DateOnly BirthDate, DateTimeOffset SignedUpAt, string Tier, string[] Interests, bool Consent);
