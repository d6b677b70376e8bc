using System.Net;
using PokedexTop.Testing;

namespace PokedexTop.Tests.EndToEnd;

/// <summary>One <c>pokedextop run …</c>, and its health endpoints.</summary>
internal sealed class StageProcess(ProgramRunner program, Uri address) : IAsyncDisposable
{
    private static readonly TimeSpan s_within = TimeSpan.FromSeconds(60);

    private readonly HttpClient _http = new() { BaseAddress = address };

    public ProgramRunner Program { get; } = program;

    public Uri Address { get; } = address;

    /// <summary>Starts it and returns when it serves; it need not be ready.</summary>
    /// <param name="arguments">After <c>run</c>.</param>
    /// <param name="environment">What configures it.</param>
    /// <param name="workingDirectory">Null for a folder of its own.</param>
    public static async Task<StageProcess> StartAsync(IEnumerable<string> arguments, IReadOnlyDictionary<string, string?> environment, string? workingDirectory = null)
    {
        var program = ProgramRunner.Start(["run", .. arguments], environment, workingDirectory);
        try
        {
            await program.WaitForOutputAsync("(Ctrl-C stops)", s_within, TestContext.Current.CancellationToken);
            var line = program.StandardOutput.Split('\n').Single(l => l.EndsWith("(Ctrl-C stops)", StringComparison.Ordinal));
            return new StageProcess(program, new Uri(line.Split(' ').Single(word => word.StartsWith("http", StringComparison.Ordinal))));
        }
        catch
        {
            await program.DisposeAsync();
            throw;
        }
    }

    /// <summary>What <c>/health/{kind}</c> answers.</summary>
    public async Task<(HttpStatusCode Status, string Body)> HealthAsync(string kind)
    {
        using var answer = await _http.GetAsync(new Uri("/health/" + kind, UriKind.Relative), TestContext.Current.CancellationToken);
        return (answer.StatusCode, await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    public async Task<StageProcess> ReadyAsync()
    {
        await Eventually.ThatAsync(async _ =>
        {
            if (Program.HasExited)
                Assert.Fail($"The process ended.\n{Program.StandardOutput}{Program.StandardError}");
            return (await HealthAsync("ready")).Status == HttpStatusCode.OK;
        }, s_within, $"{Address} is ready", TestContext.Current.CancellationToken);
        return this;
    }

    /// <summary>Ends it as Kubernetes does.</summary>
    public async Task StopAsync()
    {
        Program.Send(ProgramSignal.Terminate);
        var ended = await Program.WaitForExitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);
        Assert.True(ended.ExitCode == 0, ended.ToString());
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await Program.DisposeAsync();
    }
}
