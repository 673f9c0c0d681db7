using MicroSeg.Audience.Rules.Windows;
using MicroSeg.Audience.Schema;

namespace MicroSeg.Audience.Rules.Rfm;

/// <summary>What an RFM model measures: how recently, how often and for how much customers did something.</summary>
/// <param name="Event">The event type; recency is the time since a customer's latest such event, frequency how many there are.</param>
/// <param name="Value">The event's property of type number or decimal whose sum is the monetary value; events without it add nothing.</param>
/// <param name="Window">How far back events count, such as <c>365d</c>; all of them when null.</param>
/// <param name="Quantiles">How many scores there are, 2 to 10: each takes in, as nearly as may be, an equal part of the customers.</param>
/// <param name="RefreshEvery">How long cut points are kept before they are computed anew, one hour at least, such as <c>7d</c>; until somebody asks for it when null.</param>
public sealed record RfmDefinition(string Event, string Value, string? Window = null, int Quantiles = RfmDefinition.DefaultQuantiles, string? RefreshEvery = null)
{
    /// <summary>The fewest scores.</summary>
    public const int MinQuantiles = 2;

    /// <summary>The most scores.</summary>
    public const int MaxQuantiles = 10;

    /// <summary>As many scores as there are unless a model says otherwise.</summary>
    public const int DefaultQuantiles = 5;

    private const long MinRefreshSeconds = 3600;

    /// <summary>The window as event conditions have it.</summary>
    internal EventWindow? Within => RuleDuration.TryParse(Window, out var length) ? new RollingWindow(length, null) : null;

    /// <summary>Everything that is wrong with the definition; the paths start from it as <c>$</c>.</summary>
    public IReadOnlyList<RuleFinding> Check(AudienceSchema schema)
    {
        var findings = new List<RuleFinding>();
        if (schema.FindEvent(Event) is not { } definition)
            findings.Add(Unknown(RuleCodes.UnknownEvent, "$.event", "event type", Event, schema.Events.Select(e => e.Name)));
        else if (TypeOfValue(definition) is not { } type)
            findings.Add(Unknown(RuleCodes.UnknownProperty, "$.value", $"property of {Event}", Value, definition.Properties.Select(p => p.Name)));
        else if (type is not (PropertyType.Number or PropertyType.Decimal))
            findings.Add(new RuleFinding(RuleCodes.WrongType, "$.value", $"\"{Value}\" is of type {PropertyTypes.NameOf(type)}, expected a number or decimal"));
        if (Window is not null && Within is null)
            findings.Add(new RuleFinding(RuleCodes.BadDuration, "$.window", $"found \"{Window}\", expected {RuleDuration.Expected}"));
        if (Quantiles is < MinQuantiles or > MaxQuantiles)
            findings.Add(new RuleFinding(RuleCodes.BadValue, "$.quantiles", $"found {RuleText.Number(Quantiles)}, expected a whole number from {MinQuantiles} to {MaxQuantiles}"));
        if (RefreshEvery is not null && !(RuleDuration.TryParse(RefreshEvery, out var every) && (every.IsCalendar || every.Seconds >= MinRefreshSeconds)))
            findings.Add(new RuleFinding(RuleCodes.BadDuration, "$.refreshEvery", $"found \"{RefreshEvery}\", expected a duration of at least one hour such as \"7d\" (units m h d w mo y)"));
        return findings;
    }

    /// <summary>When cut points that were computed at an instant are due to be computed anew; null for never.</summary>
    public DateTimeOffset? NextRefresh(DateTimeOffset computedAt) => RuleDuration.TryParse(RefreshEvery, out var every)
        ? computedAt.ToUniversalTime().AddSeconds(every.Seconds).AddMonths(every.Months)
        : null;

    /// <summary>The type of the value; null when the event type or the property is not there.</summary>
    internal PropertyType? TypeOfValue(AudienceSchema schema) => schema.FindEvent(Event) is { } definition ? TypeOfValue(definition) : null;

    private PropertyType? TypeOfValue(EventDefinition definition) => definition.IndexOf(Value) is >= 0 and var index ? definition.Properties[index].Type : null;

    private static RuleFinding Unknown(string code, string path, string what, string name, IEnumerable<string> known)
    {
        string[] names = [.. known];
        return new RuleFinding(code, path, $"unknown {what} \"{name}\" (known: {string.Join(", ", names)})", NearestName.Of(name, names));
    }
}
