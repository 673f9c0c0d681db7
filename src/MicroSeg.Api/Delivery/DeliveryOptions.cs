using System.ComponentModel.DataAnnotations;

namespace MicroSeg.Api.Delivery;

/// <summary>How content is handed out: section <c>Delivery</c>.</summary>
internal sealed record DeliveryOptions
{
    public const string Section = "Delivery";

    /// <summary>How long a client may keep an answer, at most; it is never longer than the content stays right. One minute unless set; zero forbids keeping.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "1.00:00:00")]
    public TimeSpan ClientMaxAge { get; init; } = TimeSpan.FromMinutes(1);
}
