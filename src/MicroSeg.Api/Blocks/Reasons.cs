namespace MicroSeg.Api.Blocks;

/// <summary>Why content is not live. Part of the API.</summary>
internal static class Reasons
{
    public const string UnknownCustomer = "unknown_customer";
    public const string NoVariant = "no_variant";
    public const string NoTemplate = "no_template";
    public const string NoOffers = "no_offers";
    public const string TooFewOffers = "too_few_offers";
    public const string StalePrices = "stale_prices";
    public const string RenderError = "render_error";
    public const string Deadline = "deadline";
    public const string DependencyDown = "dependency_down";

    /// <summary>Only in previews: the customer is not in the variant's segment.</summary>
    public const string NotInSegment = "not_in_segment";

    /// <summary>Only in previews: the variant's schedule is closed.</summary>
    public const string ScheduleClosed = "schedule_closed";

    public static string MissingAttribute(string name) => "missing_attribute:" + name;

    public static string MissingContext(string name) => "missing_context:" + name;
}
