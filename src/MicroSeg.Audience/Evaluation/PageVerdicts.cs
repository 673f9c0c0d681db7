using MicroSeg.Audience.Index;

namespace MicroSeg.Audience.Evaluation;

/// <summary>The members of each segment within one page, a bit per customer.</summary>
internal sealed class PageVerdicts(int segmentCount, CustomerPage page)
{
    private readonly ulong[] _words = new ulong[segmentCount * CustomerPage.Words];

    public CustomerPage Page => page;

    /// <summary>The words of one segment.</summary>
    public Span<ulong> Of(int segment) => _words.AsSpan(segment * CustomerPage.Words, CustomerPage.Words);
}
