using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;

namespace PokedexTop.Testing.Servers;

/// <summary>
/// Ports of 127.0.0.1 that nobody uses, below those the kernel hands out to outgoing connections: a server that was stopped
/// must find its own still free. Clients that ask for it meanwhile would take one of the kernel's away, some by a connection
/// to themselves.
/// </summary>
internal static class Loopback
{
    private const int First = 10_000;
    private const int End = 32_768; // Linux's net.ipv4.ip_local_port_range begins here.

    /// <summary>All are held at once and then let go, so that they differ.</summary>
    public static int[] FreePorts(int count)
    {
        var listeners = Enumerable.Range(0, count).Select(_ => Listen()).ToList();
        var ports = listeners.Select(listener => ((IPEndPoint)listener.LocalEndpoint).Port).ToArray();
        listeners.ForEach(listener => listener.Dispose());
        return ports;
    }

    private static TcpListener Listen()
    {
        for (var attempt = 1; ; attempt++)
        {
            var listener = new TcpListener(IPAddress.Loopback, RandomNumberGenerator.GetInt32(First, End));
            try
            {
                listener.Start();
                return listener;
            }
            catch (SocketException exception) when (exception.SocketErrorCode == SocketError.AddressAlreadyInUse && attempt < 100)
            {
                listener.Dispose();
            }
        }
    }
}
