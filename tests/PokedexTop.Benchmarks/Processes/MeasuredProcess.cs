using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;

namespace PokedexTop.Benchmarks.Processes;

/// <summary>A real process whose time, memory and processor use are taken from outside.</summary>
internal sealed partial class MeasuredProcess : IAsyncDisposable
{
    /// <summary>Variables that would configure the program behind the benchmark's back.</summary>
    private static readonly string[] s_removed =
        ["DATABASE_URL", "POKEMON_TCG_API_KEY", "S3_BUCKET_NAME", "LOG_LEVEL", "ASPNETCORE_URLS", "URLS", "ASPNETCORE_ENVIRONMENT", "DOTNET_ENVIRONMENT", "OTEL_EXPORTER_OTLP_ENDPOINT", "OTEL_SERVICE_NAME", "OTEL_TRACES_SAMPLER"];

    private readonly Process _process;
    private readonly StringBuilder _output = new();
    private readonly StringBuilder _error = new();
    private readonly TimeSpan _childrenBefore = ChildrenProcessor();
    private readonly Stopwatch _watch = new();
    private readonly CancellationTokenSource _ended = new();
    private readonly Task _polling;
    private long _peak;

    private MeasuredProcess(ProcessStartInfo start)
    {
        _process = new Process { StartInfo = start };
        _process.OutputDataReceived += (_, line) => Append(_output, line.Data);
        _process.ErrorDataReceived += (_, line) => Append(_error, line.Data);
        _watch.Start();
        _process.Start();
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
        _polling = PollAsync();
    }

    /// <summary>Time since the process was started.</summary>
    public TimeSpan Elapsed => _watch.Elapsed;

    public bool HasExited => _process.HasExited;

    /// <summary>What the process has in memory now.</summary>
    public double ResidentMegabytes
    {
        get
        {
            _process.Refresh();
            return _process.WorkingSet64 / 1024.0 / 1024;
        }
    }

    public static MeasuredProcess Start(string program, IEnumerable<string> arguments, IReadOnlyDictionary<string, string>? environment = null)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = Path.GetTempPath() };
        foreach (var name in s_removed)
            start.Environment.Remove(name);
        foreach (var (name, value) in environment ?? new Dictionary<string, string>())
            start.Environment[name] = value;
        return new MeasuredProcess(start);
    }

    public async Task<ProcessResult> WaitForExitAsync()
    {
        using var bound = new CancellationTokenSource(TimeSpan.FromMinutes(10));
        await _process.WaitForExitAsync(bound.Token);
        _watch.Stop();
        await _ended.CancelAsync();
        await _polling;
        return new ProcessResult(
            Path.GetFileName(_process.StartInfo.FileName) + " " + string.Join(' ', _process.StartInfo.ArgumentList),
            _process.ExitCode, Text(_output), Text(_error), _watch.Elapsed, _peak, ChildrenProcessor() - _childrenBefore);
    }

    /// <summary>Asks the process to end, as Kubernetes does, and waits for it.</summary>
    public async Task<ProcessResult> StopAsync()
    {
        if (!_process.HasExited)
            _ = Kill(_process.Id, 15);
        return await WaitForExitAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
            _process.Kill();
        await _process.WaitForExitAsync();
        await _ended.CancelAsync();
        await _polling;
        _ended.Dispose();
        _process.Dispose();
    }

    /// <summary>The kernel's high-water mark only grows, so the last look before the end is enough.</summary>
    private async Task PollAsync()
    {
        try
        {
            using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
            while (await timer.WaitForNextTickAsync(_ended.Token))
            {
                var line = File.ReadLines($"/proc/{_process.Id}/status").FirstOrDefault(l => l.StartsWith("VmHWM:", StringComparison.Ordinal));
                if (line is not null)
                    _peak = Math.Max(_peak, long.Parse(line.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture) * 1024);
            }
        }
        catch (Exception error) when (error is OperationCanceledException or IOException or UnauthorizedAccessException)
        {
            // The process is gone.
        }
    }

    private static void Append(StringBuilder text, string? line)
    {
        if (line is null)
            return;
        lock (text)
            text.AppendLine(line);
    }

    private static string Text(StringBuilder text)
    {
        lock (text)
            return text.ToString();
    }

    private static TimeSpan ChildrenProcessor()
    {
        const int children = -1;
        _ = GetResourceUse(children, out var use);
        return TimeSpan.FromSeconds(use.UserSeconds + use.SystemSeconds) + TimeSpan.FromMicroseconds(use.UserMicroseconds + use.SystemMicroseconds);
    }

    [LibraryImport("libc", EntryPoint = "kill")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Kill(int processId, int signal);

    [LibraryImport("libc", EntryPoint = "getrusage")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int GetResourceUse(int who, out ResourceUse use);

    /// <summary>The start of struct rusage; the rest is not read.</summary>
    [StructLayout(LayoutKind.Sequential, Size = 256)]
    private readonly struct ResourceUse
    {
        public readonly long UserSeconds;
        public readonly long UserMicroseconds;
        public readonly long SystemSeconds;
        public readonly long SystemMicroseconds;
    }
}
