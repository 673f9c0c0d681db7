using System.Globalization;
using System.Threading.Channels;
using Microsoft.Extensions.Options;
using StackExchange.Redis;

namespace MicroSeg.Api.Caching.Redis;

/// <summary>The bus between nodes, over Redis pub/sub. Messages wait in a short queue; when it is full the oldest go.</summary>
internal sealed class RedisBus(RedisConnection redis, IOptions<RedisOptions> options) : INodeBus
{
    private const int QueueLength = 1_024;
    private const char Separator = '|';

    private readonly string _node = Guid.NewGuid().ToString("N");
    private readonly string _channel = options.Value.Prefix + "bus";
    private readonly Channel<NodeMessage> _queue = Channel.CreateBounded<NodeMessage>(
        new BoundedChannelOptions(QueueLength) { FullMode = BoundedChannelFullMode.DropOldest, SingleReader = true });

    public event Action<NodeMessage>? Received;

    public event Action? Rejoined;

    public void Publish(NodeMessage message) => _queue.Writer.TryWrite(message);

    /// <summary>Listens and sends until cancelled.</summary>
    public async Task RunAsync(ConnectionMultiplexer client, CancellationToken cancellationToken)
    {
        client.ConnectionRestored += OnRestored;
        try
        {
            await ListenAndSendAsync(client, cancellationToken);
        }
        finally
        {
            client.ConnectionRestored -= OnRestored;
        }
    }

    private async Task ListenAndSendAsync(ConnectionMultiplexer client, CancellationToken cancellationToken)
    {
        await client.GetSubscriber().SubscribeAsync(_channel, (_, text) => Receive(text!));
        Rejoined?.Invoke();
        while (await _queue.Reader.WaitToReadAsync(cancellationToken))
            await SendAsync();
    }

    private void OnRestored(object? sender, ConnectionFailedEventArgs restored)
    {
        if (restored.ConnectionType == ConnectionType.Subscription)
            Rejoined?.Invoke();
    }

    private async Task SendAsync()
    {
        var told = false;
        while (_queue.Reader.TryRead(out var message))
        {
            // A wake-up says only that there is something; one does for all that are waiting.
            if (message.Kind == NodeMessageKind.Committed && told)
                continue;
            told |= message.Kind == NodeMessageKind.Committed;
            var text = string.Join(Separator, _node, ((int)message.Kind).ToString(CultureInfo.InvariantCulture), message.At.UtcTicks.ToString(CultureInfo.InvariantCulture), message.Name);
            await redis.TryAsync(db => db.PublishAsync(_channel, text));
        }
    }

    private void Receive(string text)
    {
        var parts = text.Split(Separator, 4);
        if (parts.Length != 4 || parts[0] == _node
            || !int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var kind)
            || !long.TryParse(parts[2], NumberStyles.None, CultureInfo.InvariantCulture, out var ticks))
            return;
        Received?.Invoke(new NodeMessage((NodeMessageKind)kind, parts[3], new DateTimeOffset(ticks, TimeSpan.Zero)));
    }
}
