namespace MicroSeg.Api.Storage.Changes;

/// <summary>State in memory that is derived from the store: loaded once, then kept current from the change sequence.</summary>
internal interface IChangeConsumer
{
    /// <summary>Its name in logs and health reports.</summary>
    string Name { get; }

    /// <summary>The changes that it wants.</summary>
    IReadOnlyCollection<ChangeKind> Kinds { get; }

    /// <summary>Loads the state as of some number of the change sequence.</summary>
    /// <returns>That number; changes after it are applied next.</returns>
    Task<long> LoadAsync(CancellationToken cancellationToken);

    /// <summary>Applies changes in order. When it throws, the same changes come again after a pause, so it must bear repetition.</summary>
    Task ApplyAsync(IReadOnlyList<Change> changes, CancellationToken cancellationToken);
}
