using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace PokedexTop.Messaging.Tests;

/// <summary>Stands before a RabbitMQ and spoils guest's password while it is told to, so that the broker itself refuses the login.</summary>
internal sealed class LoginProxy : IAsyncDisposable
{
    private readonly CancellationTokenSource stop = new();
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly ConcurrentDictionary<TcpClient, bool> open = new();
    private readonly Uri broker;
    private readonly Task accepting;
    private int spoiled;

    public LoginProxy(Uri broker)
    {
        this.broker = broker;
        listener.Start();
        accepting = AcceptAsync();
    }

    /// <summary>The broker's address by way of this proxy.</summary>
    public Uri Address => new UriBuilder(broker) { Host = "127.0.0.1", Port = ((IPEndPoint)listener.LocalEndpoint).Port }.Uri;

    public bool Spoiling { get; set; }

    /// <summary>Logins spoiled so far.</summary>
    public int Spoiled => Volatile.Read(ref spoiled);

    /// <summary>Ends every connection that is open.</summary>
    public void Cut()
    {
        foreach (var client in open.Keys)
            client.Dispose();
    }

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        listener.Dispose();
        Cut();
        await accepting.ContinueWith(_ => { }, TaskScheduler.Default);
        stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        while (!stop.IsCancellationRequested)
            _ = ForwardAsync(await listener.AcceptTcpClientAsync(stop.Token));
    }

    private async Task ForwardAsync(TcpClient near)
    {
        using var far = new TcpClient();
        try
        {
            open[near] = true;
            await far.ConnectAsync(broker.Host, broker.Port, stop.Token);
            await Task.WhenAny(PumpAsync(near, far, logins: true), PumpAsync(far, near, logins: false));
        }
        catch (Exception error) when (error is SocketException or IOException or OperationCanceledException or ObjectDisposedException)
        {
            // Either side is gone; so is the other.
        }
        finally
        {
            open.TryRemove(near, out _);
            near.Dispose();
        }
    }

    private async Task PumpAsync(TcpClient from, TcpClient to, bool logins)
    {
        var buffer = new byte[64 * 1024];
        try
        {
            while (await from.GetStream().ReadAsync(buffer, stop.Token) is > 0 and var read)
            {
                var login = logins && Spoiling ? buffer.AsSpan(0, read).IndexOf("\0guest\0guest"u8) : -1;
                if (login >= 0)
                {
                    buffer[login + "\0guest\0"u8.Length]++;
                    Interlocked.Increment(ref spoiled);
                }
                await to.GetStream().WriteAsync(buffer.AsMemory(0, read), stop.Token);
            }
        }
        catch (Exception error) when (error is SocketException or IOException or OperationCanceledException or ObjectDisposedException or InvalidOperationException)
        {
            // The other direction ends with this one.
        }
    }
}
