namespace MicroSeg.Audience.Rules;

/// <summary>The attribute that holds a customer's time zone.</summary>
public static class TimeZoneAttribute
{
    /// <summary>Its name. It counts only where the schema has it as a string; its values are IANA ids such as <c>Europe/Paris</c>.</summary>
    public const string Name = "timeZone";
}
