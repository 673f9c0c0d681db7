using MicroSeg.Api.Storage.Changes;

namespace MicroSeg.Api.Caching;

/// <summary>Joins the bus with what it speeds up: commits wake the tails of other nodes, dropped tags reach their memory.</summary>
internal sealed class NodeSignals(INodeBus bus, MemoryLevel memory, ChangeSignal signal) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        bus.Received += Apply;
        bus.Rejoined += CatchUp;
        signal.Committed += Tell;
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken)
    {
        signal.Committed -= Tell;
        bus.Rejoined -= CatchUp;
        bus.Received -= Apply;
        return Task.CompletedTask;
    }

    private void Tell() => bus.Publish(new NodeMessage(NodeMessageKind.Committed));

    private void Apply(NodeMessage message)
    {
        switch (message.Kind)
        {
            case NodeMessageKind.Committed:
                signal.Wake();
                break;
            case NodeMessageKind.TagDropped:
                memory.DropTag(message.Name, message.At);
                break;
            case NodeMessageKind.KeyRemoved:
                memory.Remove(message.Name);
                break;
        }
    }

    private void CatchUp()
    {
        memory.DropAll();
        signal.Wake();
    }
}
