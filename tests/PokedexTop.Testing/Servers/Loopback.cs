using System.Net;
using System.Net.Sockets;

namespace PokedexTop.Testing.Servers;

/// <summary>Ports of 127.0.0.1 that nobody uses.</summary>
internal static class Loopback
{
    /// <summary>All are held at once and then let go, so that they differ.</summary>
    public static int[] FreePorts(int count)
    {
        var listeners = Enumerable.Range(0, count).Select(_ => new TcpListener(IPAddress.Loopback, 0)).ToList();
        listeners.ForEach(listener => listener.Start());
        var ports = listeners.Select(listener => ((IPEndPoint)listener.LocalEndpoint).Port).ToArray();
        listeners.ForEach(listener => listener.Dispose());
        return ports;
    }
}
