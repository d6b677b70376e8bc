using System.Text.Json;
using PokedexTop.Benchmarks.Processes;
using PokedexTop.Testing;

namespace PokedexTop.Benchmarks;

/// <summary>What every figure works with: the program, the data, and folders that go away.</summary>
internal sealed class Bench(string data, string program, Lazy<Task<string>> loader, int repeat) : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private string? _synced;
    private int _folders;

    /// <summary>The source folder.</summary>
    public string Data { get; } = Path.GetFullPath(data);

    /// <summary>The published executable.</summary>
    public string Program { get; } = Path.GetFullPath(program);

    /// <summary>How often each figure is measured.</summary>
    public int Repeat { get; } = repeat;

    public string Source => "folder:" + Data;

    public Task<string> LoaderAsync() => loader.Value;

    public static void Say(string line) => Console.Error.WriteLine(line);

    public string NewFolder() => Directory.CreateDirectory(_folder.Combine($"{++_folders}")).FullName;

    /// <summary>Runs a verb to its end; anything but success ends the benchmark.</summary>
    public async Task<ProcessResult> RunAsync(string dataFolder, params string[] arguments)
    {
        await using var process = MeasuredProcess.Start(Program, [.. arguments, $"--Data:Directory={dataFolder}"]);
        return (await process.WaitForExitAsync()).Succeeded();
    }

    /// <summary>One sync of everything; how many cards it saw, and the process.</summary>
    public async Task<(int Cards, ProcessResult Process)> SyncAsync(string dataFolder, string? source = null)
    {
        var result = await RunAsync(dataFolder, "sync", "--source", source ?? Source, "--json");
        using var json = JsonDocument.Parse(result.Output);
        return (json.RootElement.GetProperty("cards").GetProperty("seen").GetInt32(), result);
    }

    /// <summary>A data folder in which everything was synced once.</summary>
    public async Task<string> SyncedFolderAsync()
    {
        if (_synced is null)
        {
            var folder = NewFolder();
            await SyncAsync(folder);
            _synced = folder;
        }
        return _synced;
    }

    public void Dispose() => _folder.Dispose();
}
