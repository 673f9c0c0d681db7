namespace MicroSeg.Api.Blocks.Helpers;

/// <summary>What the helpers know beside their arguments.</summary>
/// <param name="Locale">The customer's locale.</param>
/// <param name="Zone">The customer's time zone.</param>
/// <param name="Block">The block's key.</param>
/// <param name="Variant">The variant's key.</param>
internal sealed record MailState(MailLocale Locale, TimeZoneInfo Zone, string Block, string Variant)
{
    /// <summary>Where nothing is known.</summary>
    public static MailState None { get; } = new(MailLocale.Find(null), TimeZoneInfo.Utc, "", "");
}
