namespace MicroSeg.Audience.Evaluation;

/// <summary>Hands out stretches of pages' rows to threads, each once.</summary>
internal sealed class WorkQueue
{
    private readonly List<(PageVerdicts Page, int FirstRow, int Count)> _pieces = [];
    private int _next = -1;

    public WorkQueue(IEnumerable<PageVerdicts> pages, int rowsPerPiece)
    {
        foreach (var page in pages)
        {
            for (var row = 0; row < page.Page.Count; row += rowsPerPiece)
                _pieces.Add((page, row, Math.Min(rowsPerPiece, page.Page.Count - row)));
        }
    }

    public bool TryTake(out PageVerdicts page, out int firstRow, out int count)
    {
        var next = Interlocked.Increment(ref _next);
        (page, firstRow, count) = next < _pieces.Count ? _pieces[next] : default;
        return next < _pieces.Count;
    }
}
