namespace MicroSeg.GraphQL.DataLoading;

/// <summary>How a data loader batches.</summary>
public sealed record DataLoaderOptions
{
    /// <summary>The most keys in a batch; more make further batches, sent at the same time. Default 1,024; range 1 to 100,000.</summary>
    public int MaxBatchSize { get; init; } = 1024;

    /// <summary>Whether a key is loaded only once a request. Default true.</summary>
    public bool IsCached { get; init; } = true;
}
