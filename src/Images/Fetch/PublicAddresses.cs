using System.Net;
using System.Net.Sockets;

namespace PokedexTop.Images.Fetch;

/// <summary>Tells addresses of the public internet from all others, after IANA's registries of special-purpose addresses.</summary>
internal static class PublicAddresses
{
    private static readonly IPNetwork[] s_special4 =
    [
        IPNetwork.Parse("0.0.0.0/8"), // this host; Linux takes 0.0.0.0 for loopback
        IPNetwork.Parse("10.0.0.0/8"), // private
        IPNetwork.Parse("100.64.0.0/10"), // carrier-grade NAT
        IPNetwork.Parse("127.0.0.0/8"), // loopback
        IPNetwork.Parse("169.254.0.0/16"), // link-local, clouds' metadata services
        IPNetwork.Parse("172.16.0.0/12"), // private
        IPNetwork.Parse("192.0.0.0/24"), // protocol assignments
        IPNetwork.Parse("192.0.2.0/24"), // documentation
        IPNetwork.Parse("192.88.99.0/24"), // 6to4 relays
        IPNetwork.Parse("192.168.0.0/16"), // private
        IPNetwork.Parse("198.18.0.0/15"), // benchmarks
        IPNetwork.Parse("198.51.100.0/24"), // documentation
        IPNetwork.Parse("203.0.113.0/24"), // documentation
        IPNetwork.Parse("224.0.0.0/4"), // multicast
        IPNetwork.Parse("240.0.0.0/4"), // reserved, broadcast
    ];

    /// <summary>The only block of IPv6 that is given out; loopback, link-local, unique local, multicast and site-local are outside.</summary>
    private static readonly IPNetwork s_global6 = IPNetwork.Parse("2000::/3");

    private static readonly IPNetwork[] s_special6 =
    [
        IPNetwork.Parse("2001::/23"), // protocol assignments: Teredo, benchmarks, ORCHID
        IPNetwork.Parse("2001:db8::/32"), // documentation
        IPNetwork.Parse("2002::/16"), // 6to4, which may carry any IPv4 address
        IPNetwork.Parse("3fff::/20"), // documentation
    ];

    /// <summary>NAT64: an IPv4 address in the last four bytes. It is how networks with IPv6 only reach public IPv4 hosts.</summary>
    private static readonly IPNetwork s_nat64 = IPNetwork.Parse("64:ff9b::/96");

    public static bool Contain(IPAddress address)
    {
        // Before anything else: IPNetwork.Contains finds ::ffff:10.0.0.1 in 2000::/3.
        if (address.IsIPv4MappedToIPv6)
            return Contain(address.MapToIPv4());
        if (address.AddressFamily == AddressFamily.InterNetwork)
            return !Array.Exists(s_special4, network => network.Contains(address));
        if (address.AddressFamily != AddressFamily.InterNetworkV6)
            return false;
        if (s_nat64.Contains(address))
            return Contain(new IPAddress(address.GetAddressBytes()[12..]));
        return s_global6.Contains(address) && !Array.Exists(s_special6, network => network.Contains(address));
    }
}
