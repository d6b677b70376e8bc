using System.Net;
using System.Net.Sockets;

namespace PokedexTop.Images.Fetch;

/// <summary>A name that leads where nothing may be fetched from.</summary>
internal sealed class AddressRefusedException(string message) : Exception(message);

/// <summary>
/// Opens connections to checked addresses only: the name is resolved once, every address it has is checked, and the
/// connection goes to one of those, so that a second answer of the name server cannot lead elsewhere.
/// </summary>
internal sealed class CheckedConnections(AllowedOrigins origins, Func<string, CancellationToken, Task<IPAddress[]>> resolve)
{
    /// <summary>The handler's ConnectCallback.</summary>
    /// <exception cref="AddressRefusedException">An address is not of the public internet.</exception>
    public async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancellationToken)
    {
        var (host, port) = (context.DnsEndPoint.Host, context.DnsEndPoint.Port);
        var addresses = await AddressesAsync(host.Trim('[', ']'), port, cancellationToken);
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(addresses, port, cancellationToken);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private async Task<IPAddress[]> AddressesAsync(string host, int port, CancellationToken cancellationToken)
    {
        if (IPAddress.TryParse(host, out var literal))
            return PublicAddresses.Contain(literal) || origins.Names(literal, port) ? [literal] : throw Refused(host, literal);
        var addresses = await resolve(host, cancellationToken);
        // One bad address spoils the name: which of them is used is not for the name's owner to gamble on.
        return Array.Find(addresses, address => !PublicAddresses.Contain(address)) is { } bad ? throw Refused(host, bad)
            : addresses.Length > 0 ? addresses : throw new SocketException((int)SocketError.HostNotFound);
    }

    private static AddressRefusedException Refused(string host, IPAddress address) =>
        new($"{host} is at {address}, which is not an address of the public internet");
}
