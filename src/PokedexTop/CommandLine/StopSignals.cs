using System.Runtime.InteropServices;
using PokedexTop.Messaging;

namespace PokedexTop.CommandLine;

/// <summary>
/// Ctrl-C, SIGTERM and a closed terminal cancel what runs and leave it time to finish what it holds; a second one, or the time's
/// end, ends the process. System.CommandLine's own handler throws on the second signal.
/// </summary>
internal sealed class StopSignals : IDisposable
{
    private static readonly PosixSignal[] s_signals = [PosixSignal.SIGINT, PosixSignal.SIGTERM, PosixSignal.SIGQUIT, PosixSignal.SIGHUP];

    private readonly CancellationTokenSource _stopping = new();
    private readonly PosixSignalRegistration[] _registrations;
    private Timer? _limit;

    private readonly int _exitAtLimit;

    /// <param name="exitAtLimit">How the process ends when the time is over.</param>
    public StopSignals(int exitAtLimit) =>
        (_exitAtLimit, _registrations) = (exitAtLimit, [.. s_signals.Select(signal => PosixSignalRegistration.Create(signal, Stop))]);

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
        _limit = new Timer(_ => End(), null, StopTimes.Process, Timeout.InfiniteTimeSpan);
        // Not on the signal's thread: whatever runs in a cancellation would keep the second signal waiting.
        _ = _stopping.CancelAsync();
    }

    private void End()
    {
        // Whoever reads stderr may hang too.
        _ = Task.Run(() => CommandOutput.Remark($"Not ended within {StopTimes.Process.TotalSeconds:0} s, so it ends now: what was still held is not handed back; leases run out by themselves.")).Wait(TimeSpan.FromSeconds(0.5));
        Environment.Exit(_exitAtLimit);
    }
}
