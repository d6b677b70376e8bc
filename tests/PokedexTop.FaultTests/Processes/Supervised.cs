using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using PokedexTop.Testing;

namespace PokedexTop.FaultTests.Processes;

/// <summary>A process of the program that is started again whenever it ends, as an orchestrator does.</summary>
internal sealed class Supervised(string name, IReadOnlyList<string> arguments, IReadOnlyDictionary<string, string?> environment, string? workingDirectory) : IAsyncDisposable
{
    /// <summary>What a process that SIGKILL ended leaves: 128 + 9.</summary>
    private const int Killed = 137;

    /// <summary>SIGTERM's own way, 128 + 15: the program had not yet begun to listen for it, nor to do anything else.</summary>
    private const int EndedUnborn = 143;

    /// <summary>The pod's usual grace, less what an orchestrator needs itself.</summary>
    private static readonly TimeSpan s_stop = TimeSpan.FromSeconds(28);

    private readonly ConcurrentQueue<ProgramRunner> _lives = new();
    private readonly Lock _starting = new();
    private readonly ConcurrentQueue<string> _armed = new();
    private ProgramRunner? _current;
    private Task _watching = Task.CompletedTask;
    private volatile bool _stopping;

    public string Name { get; } = name;

    /// <summary>Ends nobody planned.</summary>
    public ConcurrentQueue<string> Surprises { get; } = new();

    /// <summary>Everything all its lives wrote to stderr.</summary>
    public string Log => string.Concat(_lives.Select(life => life.StandardError));

    /// <summary>The same, one for each life.</summary>
    public IReadOnlyList<string> Logs => [.. _lives.Select(life => life.StandardError)];

    /// <summary>What the life that runs now wrote to stdout.</summary>
    public string Output => _current?.StandardOutput ?? "";

    /// <summary>The same process with another value of a variable.</summary>
    public Supervised With(string variable, Func<string?, string?> change) =>
        new(Name, arguments, new Dictionary<string, string?>(environment) { [variable] = change(environment[variable]) }, workingDirectory);

    public int Lives => _lives.Count;

    /// <summary>Whether the life that runs now has this process id.</summary>
    public bool IsProcess(string id) => _current is { HasExited: false } process && process.ProcessId.ToString(CultureInfo.InvariantCulture) == id;

    /// <summary>The next life dies at this crash point; further ones are for the lives after it.</summary>
    public void Arm(string crashAt) => _armed.Enqueue(crashAt);

    public void Start()
    {
        _stopping = false;
        Begin();
        _watching = WatchAsync();
    }

    public void Kill() => Signal(ProgramSignal.Kill);

    public void Signal(ProgramSignal signal)
    {
        lock (_starting)
            if (_current is { HasExited: false } process)
                process.Send(signal);
    }

    /// <summary>Ends it with SIGTERM and reports how long that took; a process that crashes on its way out is no error.</summary>
    public async Task<TimeSpan> StopAsync()
    {
        _stopping = true;
        var began = Stopwatch.GetTimestamp();
        Signal(ProgramSignal.Terminate);
        var result = await _current!.WaitForExitAsync(s_stop);
        await _watching;
        if (result.ExitCode is not (0 or Killed) && !(result.ExitCode == EndedUnborn && result.StandardOutput.Length + result.StandardError.Length == 0))
            Surprises.Enqueue($"{Name} ended with {result.ExitCode} after SIGTERM: {Last(result)}");
        return Stopwatch.GetElapsedTime(began);
    }

    public async ValueTask DisposeAsync()
    {
        _stopping = true;
        foreach (var life in _lives)
            await life.DisposeAsync();
    }

    private async Task WatchAsync()
    {
        while (true)
        {
            var process = _current!;
            await Eventually.ThatAsync(() => process.HasExited, TimeSpan.FromHours(1), $"{Name} ends");
            if (_stopping)
                return;
            var result = await process.WaitForExitAsync(TimeSpan.FromSeconds(10));
            if (result.ExitCode != Killed)
                Surprises.Enqueue($"{Name} ended by itself with {result.ExitCode}: {Last(result)}");
            Begin();
        }
    }

    private void Begin()
    {
        var variables = new Dictionary<string, string?>(environment);
        if (_armed.TryDequeue(out var crashAt))
            variables["POKEDEXTOP_CRASH_AT"] = crashAt;
        lock (_starting)
            _lives.Enqueue(_current = ProgramRunner.Start(arguments, variables, workingDirectory));
    }

    private static string Last(ProgramResult result) => string.Join(" / ", result.StandardError.Split('\n', StringSplitOptions.RemoveEmptyEntries).TakeLast(3));
}
