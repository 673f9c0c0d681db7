using MicroSeg.Api.Blocks.Rendering;

namespace MicroSeg.Api.Delivery;

/// <summary>Takes note of what was shown to whom. Called for every answer, on its way out: it returns at once, and never throws.</summary>
internal interface IExposureSink
{
    void Record(in Exposure exposure);
}

/// <summary>One customer was given one block's content.</summary>
/// <param name="Answer">The content: block, version, variant, source and reason.</param>
/// <param name="Format">As what it was asked for.</param>
/// <param name="Customer">The customer's id, as the caller named it.</param>
/// <param name="Ordinal">The customer's ordinal; -1 for someone unknown.</param>
/// <param name="Send">The send; null when the caller named none.</param>
/// <param name="Campaign">The campaign; null when the caller named none.</param>
/// <param name="ContentHash">XxHash64 of the bytes that were sent; 0 where that was not worked out.</param>
/// <param name="At">When.</param>
internal readonly record struct Exposure(
    ContentAnswer Answer, Blocks.Compilation.ContentFormat Format, string? Customer, int Ordinal, string? Send, string? Campaign, ulong ContentHash, DateTimeOffset At);

/// <summary>Notes nothing.</summary>
internal sealed class NullExposureSink : IExposureSink
{
    public void Record(in Exposure exposure)
    {
    }
}
