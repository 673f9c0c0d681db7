using System.ComponentModel.DataAnnotations;

namespace MicroSeg.Api.Blocks;

/// <summary>How blocks are kept and rendered: section <c>Blocks</c>.</summary>
internal sealed record BlockOptions
{
    public const string Section = "Blocks";

    /// <summary>The longest that a render is used without another look, even if nothing that it shows has changed; one hour unless set.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "1.00:00:00")]
    public TimeSpan FreshFor { get; init; } = TimeSpan.FromHours(1);
}
