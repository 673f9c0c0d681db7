using System.Net;
using System.Net.Sockets;

namespace MicroSeg.Api.Webhooks.Sending;

/// <summary>
/// Connects to public addresses only. The address is judged that the connection is made to, so neither a name that resolves to an inner address nor one that
/// changes its mind leads inside.
/// </summary>
internal static class WebhookConnector
{
    /// <summary>Connects to a host.</summary>
    /// <exception cref="HttpRequestException">It has no address that webhooks may go to, or none can be reached.</exception>
    public static async ValueTask<Stream> ConnectAsync(DnsEndPoint host, bool allowLoopback, CancellationToken cancellationToken)
    {
        var addresses = IPAddress.TryParse(host.Host, out var literal) ? [literal] : await Dns.GetHostAddressesAsync(host.Host, cancellationToken);
        var allowed = Array.FindAll(addresses, a => PublicAddresses.Allow(a, allowLoopback));
        if (allowed.Length == 0)
            throw new HttpRequestException(HttpRequestError.ConnectionError, WebhookUrl.NotPublic);
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(allowed, host.Port, cancellationToken);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
