using System.Runtime.InteropServices;
using PokedexTop.Hosting.Messaging;

namespace PokedexTop.CommandLine;

/// <summary>
/// Ctrl-C and SIGTERM cancel what runs and leave it time to finish what it holds; a second one, or the time's end, ends
/// the process. System.CommandLine's own handler throws on the second signal.
/// </summary>
internal sealed class StopSignals : IDisposable
{
    private readonly CancellationTokenSource _stopping = new();
    private readonly PosixSignalRegistration[] _registrations;
    private Timer? _limit;

    public StopSignals() => _registrations = [.. new[] { PosixSignal.SIGINT, PosixSignal.SIGTERM, PosixSignal.SIGQUIT }.Select(signal => PosixSignalRegistration.Create(signal, Stop))];

    public CancellationToken Stopping => _stopping.Token;

    public void Dispose()
    {
        foreach (var registration in _registrations)
            registration.Dispose();
        _limit?.Dispose();
        _stopping.Dispose();
    }

    private void Stop(PosixSignalContext signal)
    {
        // The runtime's own answer would be to end the process now.
        signal.Cancel = true;
        if (_stopping.IsCancellationRequested)
            Environment.Exit(ExitCode.Failed);
        _limit = new Timer(_ => Environment.Exit(ExitCode.Failed), null, StopTimes.Process, Timeout.InfiniteTimeSpan);
        // Not on the signal's thread: whatever runs in a cancellation would keep the second signal waiting.
        _ = _stopping.CancelAsync();
    }
}
