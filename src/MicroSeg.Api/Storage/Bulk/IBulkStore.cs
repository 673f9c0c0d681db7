namespace MicroSeg.Api.Storage.Bulk;

/// <summary>The store as the bulk path sees it; one a provider.</summary>
internal interface IBulkStore : IAsyncDisposable
{
    /// <summary>Whether a transaction that stays open for long does the store good and nobody harm.</summary>
    bool GathersStreams { get; }

    /// <summary>Begins a transaction. Only one is open at a time.</summary>
    Task<BulkTransaction> BeginAsync(CancellationToken cancellationToken);

    /// <summary>Drops the connection after a failure, so that the next transaction begins on a new one.</summary>
    Task ResetAsync();
}
