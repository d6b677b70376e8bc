using System.Net;
using System.Net.Sockets;
using System.Text;

namespace PokedexTop.Images.Tests.Fetch;

/// <summary>Answers what no HTTP server would: the test writes the bytes.</summary>
internal sealed class RawServer : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _ended = new();
    private readonly Func<NetworkStream, CancellationToken, Task> _answer;
    private readonly Task _serving;
    private int _connections;

    public RawServer(Func<NetworkStream, CancellationToken, Task> answer)
    {
        _answer = answer;
        _listener.Start();
        _serving = ServeAsync();
    }

    public string Origin => $"http://{_listener.LocalEndpoint}";

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    public int Connections => Volatile.Read(ref _connections);

    /// <summary>Sends text, then bytes without end, until the other side goes.</summary>
    public static async Task WriteForeverAsync(NetworkStream stream, string head, byte[] content, CancellationToken cancellationToken)
    {
        await stream.WriteAsync(Encoding.Latin1.GetBytes(head), cancellationToken);
        while (true)
            await stream.WriteAsync(content, cancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        await _ended.CancelAsync();
        _listener.Dispose();
        await _serving;
        _ended.Dispose();
    }

    private async Task ServeAsync()
    {
        var open = new List<Task>();
        try
        {
            while (true)
                open.Add(AnswerAsync(await _listener.AcceptSocketAsync(_ended.Token)));
        }
        catch (Exception error) when (_ended.IsCancellationRequested && error is OperationCanceledException or InvalidOperationException or SocketException)
        {
            await Task.WhenAll(open);
        }
    }

    private async Task AnswerAsync(Socket socket)
    {
        Interlocked.Increment(ref _connections);
        await using var stream = new NetworkStream(socket, ownsSocket: true);
        try
        {
            await stream.ReadAtLeastAsync(new byte[8_192], 16, throwOnEndOfStream: false, _ended.Token);
            await _answer(stream, _ended.Token);
            // In order, so that the other side gets every byte before the end.
            socket.Shutdown(SocketShutdown.Send);
            while (await stream.ReadAsync(new byte[4_096], _ended.Token) > 0)
            {
            }
        }
        catch (Exception error) when (error is IOException or OperationCanceledException or SocketException)
        {
            // The other side went, as it should.
        }
    }
}
