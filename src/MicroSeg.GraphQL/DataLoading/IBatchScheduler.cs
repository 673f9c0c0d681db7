namespace MicroSeg.GraphQL.DataLoading;

/// <summary>Decides when the batches that data loaders collect are sent.</summary>
public interface IBatchScheduler
{
    /// <summary>Takes a batch that has got its first key. More keys may come until it is sent.</summary>
    void Schedule(IBatch batch);
}

/// <summary>Keys that a data loader has collected.</summary>
public interface IBatch
{
    /// <summary>Closes the batch and starts to load it. The task never fails; it ends when there is something to deliver.</summary>
    Task LoadAsync();

    /// <summary>Hands the values, or the error, to those who wait for them, on this thread.</summary>
    void Deliver();
}
