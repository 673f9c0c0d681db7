namespace MicroSeg.Api.Blocks.Helpers;

/// <summary>Capital and small letters; Turkish and Azerbaijani keep their dotted and dotless i apart.</summary>
internal static class LetterCase
{
    public static string Upper(string text, string tag) => (IsTurkic(tag) ? text.Replace('i', 'İ') : text).ToUpperInvariant();

#pragma warning disable CA1308 // Small letters are what is asked for.
    public static string Lower(string text, string tag) => (IsTurkic(tag) ? text.Replace("I", "ı", StringComparison.Ordinal).Replace("İ", "i", StringComparison.Ordinal) : text).ToLowerInvariant();
#pragma warning restore CA1308

    private static bool IsTurkic(string tag) => tag is "tr" or "az";
}
