using System.Net.Sockets;

namespace PokedexTop.Testing.Servers;

/// <summary>Whether a Docker engine answers here. Testcontainers itself would wait long before it says no.</summary>
public static class DockerEngine
{
    private const string Socket = "/var/run/docker.sock";

    private static readonly Lazy<Task<bool>> Answers = new(AskAsync);

    public static Task<bool> AnswersAsync() => Answers.Value;

    private static async Task<bool> AskAsync()
    {
        if (!File.Exists(Socket))
            return false;
        using var handler = new SocketsHttpHandler
        {
            ConnectCallback = async (_, cancellationToken) =>
            {
                var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
                await socket.ConnectAsync(new UnixDomainSocketEndPoint(Socket), cancellationToken);
                return new NetworkStream(socket, ownsSocket: true);
            },
        };
        using var client = new HttpClient(handler) { Timeout = TimeSpan.FromSeconds(3) };
        try
        {
            using var reply = await client.GetAsync(new Uri("http://docker/_ping"));
            return reply.IsSuccessStatusCode;
        }
        catch (Exception exception) when (exception is HttpRequestException or OperationCanceledException)
        {
            return false;
        }
    }
}
