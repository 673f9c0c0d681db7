using MicroSeg.Api.Web;

namespace MicroSeg.Api.Insights;

/// <summary>What can go wrong with comparisons.</summary>
internal static class InsightErrors
{
    public const string Invalid = "insights.invalid";

    public static ApiException NotUsable(IReadOnlyList<Finding> findings) => ApiException.Invalid(Invalid, "This cannot be compared.", findings);

    public static Finding TooMany(int found, int most) => new(
        "keys", "insights.too_many_segments", $"{found} segments would be compared each with each, expected at most {most} (Insights:MaxOverlap); name those that matter");

    public static Finding OutOfRange(string parameter, object found, string expected) => new(parameter, Invalid, string.Create(System.Globalization.CultureInfo.InvariantCulture, $"found {found}, expected {expected}"));
}
