using System.Net;
using System.Net.Sockets;

namespace MicroSeg.Api.Webhooks.Sending;

/// <summary>
/// Tells addresses of the public internet from all others (the special-purpose registries of IANA, RFC 6890), in every spelling: IPv4 inside IPv6 is judged as IPv4.
/// </summary>
internal static class PublicAddresses
{
    private static readonly IPNetwork[] NotPublic4 = Parse(
        "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24", "192.0.2.0/24", "192.31.196.0/24", "192.52.193.0/24",
        "192.88.99.0/24", "192.168.0.0/16", "192.175.48.0/24", "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4");

    private static readonly IPNetwork Unicast6 = IPNetwork.Parse("2000::/3");

    // Protocol assignments with Teredo and ORCHID, documentation, 6to4, AS112.
    private static readonly IPNetwork[] NotPublic6 = Parse("2001::/23", "2001:db8::/32", "2002::/16", "2620:4f:8000::/48", "3fff::/20");

    private static readonly IPNetwork Nat64 = IPNetwork.Parse("64:ff9b::/96");

    /// <summary>Whether an address is public.</summary>
    public static bool Contain(IPAddress address)
    {
        if (address.IsIPv4MappedToIPv6)
            address = address.MapToIPv4();
        if (address.AddressFamily == AddressFamily.InterNetwork)
            return !Array.Exists(NotPublic4, n => n.Contains(address));
        if (Nat64.Contains(address))
            return Contain(new IPAddress(address.GetAddressBytes().AsSpan(12)));
        return Unicast6.Contains(address) && !Array.Exists(NotPublic6, n => n.Contains(address));
    }

    /// <summary>Whether webhooks may go to an address.</summary>
    public static bool Allow(IPAddress address, bool allowLoopback) => Contain(address) || (allowLoopback && IPAddress.IsLoopback(address));

    private static IPNetwork[] Parse(params string[] networks) => Array.ConvertAll(networks, IPNetwork.Parse);
}
