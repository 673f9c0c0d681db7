using MicroSeg.Audience.Index;
using MicroSeg.Audience.Rules.Rfm;

namespace MicroSeg.Audience.Evaluation;

/// <summary>Computes RFM models' cut points, and what they measure of single customers.</summary>
public static class RfmEvaluator
{
    /// <summary>Computes the cut points of a model over all customers, page by page on all cores.</summary>
    /// <param name="index">The customers.</param>
    /// <param name="definition">What to measure; <see cref="RfmDefinition.Check"/> has nothing against it.</param>
    /// <param name="asOf">The instant; fractions of a second are dropped.</param>
    /// <param name="options">The default time zone, and how many threads to use.</param>
    /// <param name="cancellation">Stops between blocks.</param>
    /// <exception cref="ArgumentException">The index's schema lacks the event type or the property.</exception>
    /// <exception cref="OperationCanceledException">The computation was stopped.</exception>
    public static RfmComputation Compute(AudienceIndex index, RfmDefinition definition, DateTimeOffset asOf, EvaluationOptions? options = null, CancellationToken cancellation = default)
    {
        options ??= EvaluationOptions.Default;
        var source = new RfmSource(index, definition, options);
        var all = new RfmColumns();
        Parallel.ForEach(
            index.Pages.ToArray(),
            new ParallelOptions { MaxDegreeOfParallelism = options.Threads, CancellationToken = cancellation },
            () => new RfmColumns(),
            (page, _, columns) =>
            {
                source.Read(page, asOf, columns, cancellation);
                return columns;
            },
            columns =>
            {
                lock (all)
                    all.Add(columns);
            });
        return RfmComputation.Of(all, definition, source.ValueType, asOf.ToUnixTimeSeconds());
    }

    /// <summary>What a model measures of one customer.</summary>
    /// <param name="index">The customers.</param>
    /// <param name="definition">What to measure.</param>
    /// <param name="ordinal">The customer.</param>
    /// <param name="asOf">The instant; fractions of a second are dropped.</param>
    /// <param name="options">The default time zone.</param>
    /// <returns>Null when the customer has no event in the window, or does not exist.</returns>
    /// <exception cref="ArgumentException">The index's schema lacks the event type or the property.</exception>
    public static RfmValues? Find(AudienceIndex index, RfmDefinition definition, int ordinal, DateTimeOffset asOf, EvaluationOptions? options = null) =>
        CustomerEvaluator.FindPage(index, ordinal) is { } page ? new RfmSource(index, definition, options ?? EvaluationOptions.Default).Find(page, ordinal, asOf) : null;
}
