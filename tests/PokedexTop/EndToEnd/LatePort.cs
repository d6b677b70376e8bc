using System.Net;
using System.Net.Sockets;

namespace PokedexTop.Tests.EndToEnd;

/// <summary>A port that refuses connections until it is opened; from then on it leads to a server.</summary>
internal sealed class LatePort : IAsyncDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly List<Task> _connections = [];
    private TcpListener? _listener;
    private Task _accepting = Task.CompletedTask;

    public LatePort()
    {
        using var free = new TcpListener(IPAddress.Loopback, 0);
        free.Start();
        Port = ((IPEndPoint)free.LocalEndpoint).Port;
    }

    public int Port { get; }

    public void Open(string host, int port)
    {
        _listener = new TcpListener(IPAddress.Loopback, Port);
        _listener.Start();
        _accepting = AcceptAsync(_listener, host, port);
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener?.Dispose();
        await Task.WhenAll([_accepting, .. _connections]).ContinueWith(_ => { }, TaskScheduler.Default);
        _stop.Dispose();
    }

    private async Task AcceptAsync(TcpListener listener, string host, int port)
    {
        while (true)
        {
            var client = await listener.AcceptTcpClientAsync(_stop.Token);
            _connections.Add(ForwardAsync(client, host, port));
        }
    }

    private async Task ForwardAsync(TcpClient client, string host, int port)
    {
        using var near = client;
        using var far = new TcpClient();
        await far.ConnectAsync(host, port, _stop.Token);
        await Task.WhenAny(
            near.GetStream().CopyToAsync(far.GetStream(), _stop.Token),
            far.GetStream().CopyToAsync(near.GetStream(), _stop.Token));
    }
}
