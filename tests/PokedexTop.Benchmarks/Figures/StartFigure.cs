using System.Net;
using System.Net.Sockets;
using PokedexTop.Benchmarks.Processes;

namespace PokedexTop.Benchmarks.Figures;

/// <summary>From starting the host to being ready.</summary>
internal static class StartFigure
{
    public static async Task<IEnumerable<Figure>> MeasureAsync(Bench bench)
    {
        var folder = await bench.SyncedFolderAsync();
        var seconds = new List<double>();
        var notes = new List<string>();
        for (var run = 0; run < bench.Repeat; run++)
        {
            var url = $"http://127.0.0.1:{FreePort()}";
            await using var host = MeasuredProcess.Start(bench.Program, ["run", "--source", bench.Source, "--urls", url, $"--Data:Directory={folder}"]);
            var ready = await ReadyAsync(host, url);
            seconds.Add(ready.TotalSeconds);
            notes.Add($"run {run + 1}: whole life {(await host.StopAsync()).Cost}");
        }
        return [new Figure("start to ready with an existing database", seconds, "s", 2, AtLeast: false, "`run` with every stage, until /health/ready answers 200, asked every 10 ms.") { Notes = notes }];
    }

    /// <summary>When /health/ready first answered 200, since the process was started.</summary>
    public static async Task<TimeSpan> ReadyAsync(MeasuredProcess host, string url)
    {
        using var client = new HttpClient { BaseAddress = new Uri(url), Timeout = TimeSpan.FromSeconds(5) };
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(10));
        while (await timer.WaitForNextTickAsync() && host.Elapsed < TimeSpan.FromMinutes(1))
        {
            if (host.HasExited)
                break;
            try
            {
                using var answer = await client.GetAsync(new Uri("/health/ready", UriKind.Relative));
                if (answer.StatusCode == HttpStatusCode.OK)
                    return host.Elapsed;
            }
            catch (HttpRequestException)
            {
                // Not listening yet.
            }
        }
        var ended = await host.StopAsync();
        throw new InvalidOperationException($"{ended.Command} was never ready:\n{ended.Output}\n{ended.Error}");
    }

    public static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
