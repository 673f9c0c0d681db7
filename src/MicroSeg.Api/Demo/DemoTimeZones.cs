namespace MicroSeg.Api.Demo;

/// <summary>The time zone in which most people of a state live.</summary>
internal static class DemoTimeZones
{
    private static readonly Dictionary<string, string[]> StatesByZone = new(StringComparer.Ordinal)
    {
        ["America/Chicago"] = ["AL", "AR", "IA", "IL", "KS", "LA", "MN", "MO", "MS", "ND", "NE", "OK", "SD", "TN", "TX", "WI"],
        ["America/Denver"] = ["CO", "ID", "MT", "NM", "UT", "WY"],
        ["America/Phoenix"] = ["AZ"],
        ["America/Los_Angeles"] = ["CA", "NV", "OR", "WA"],
        ["America/Anchorage"] = ["AK"],
        ["Pacific/Honolulu"] = ["HI"],
        ["America/Puerto_Rico"] = ["PR", "VI"],
    };

    private static readonly Dictionary<string, string> ZoneByState =
        StatesByZone.SelectMany(zone => zone.Value.Select(state => (state, zone.Key))).ToDictionary(x => x.state, x => x.Key, StringComparer.Ordinal);

    /// <summary>The IANA zone of a state by its postal code; Eastern where none other is known.</summary>
    public static string Of(string state) => ZoneByState.GetValueOrDefault(state, "America/New_York");
}
