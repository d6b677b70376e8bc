using PokedexTop.Testing.Processes;

namespace PokedexTop.Testing.Servers;

/// <summary>An own instance of the s3rver that is installed (an npm package): own folder, own port, loopback only.</summary>
internal static class LocalS3
{
    /// <summary>The one pair of keys it knows.</summary>
    private const string Key = "S3RVER";

    private static readonly string[] s_elsewhere = ["/usr/local/bin", "/usr/bin"];

    public static async Task<S3Server?> StartAsync()
    {
        var program = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Concat(s_elsewhere)
            .Where(folder => folder.Length > 0).Select(folder => Path.Combine(folder, "s3rver")).FirstOrDefault(File.Exists);
        if (program is null)
            return null;
        var folder = Directory.CreateTempSubdirectory("pokedextop-s3-").FullName;
        var port = Loopback.FreePorts(1)[0];
        var address = new Uri($"http://127.0.0.1:{port}");
        var server = new LeashedProcess(
            [program, "--directory", Path.Combine(folder, "buckets"), "--address", "127.0.0.1", "--port", $"{port}", "--silent", "--no-vhost-buckets"],
            // It signs the places of long lists with DES, which Node 17 and later put aside.
            new Dictionary<string, string> { ["NODE_OPTIONS"] = "--openssl-legacy-provider" }, folder, stopSignal: "KILL");
        await server.WaitUntilReadyAsync("s3rver", token => AnswersAsync(address, token), TimeSpan.FromSeconds(30));
        return new S3Server($"own instance of {program} on port {port}", address, Key, Key);
    }

    private static async Task<bool> AnswersAsync(Uri address, CancellationToken cancellationToken)
    {
        using var client = new HttpClient();
        try
        {
            using var answer = await client.GetAsync(address, cancellationToken);
            return true;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }
}
