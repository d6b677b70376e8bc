namespace PokedexTop.Benchmarks.Processes;

/// <summary>How a process ended and what it took.</summary>
/// <param name="PeakBytes">The most memory it had resident (VmHWM).</param>
/// <param name="Processor">User and system time, exact only where no other child ended meanwhile.</param>
internal sealed record ProcessResult(string Command, int ExitCode, string Output, string Error, TimeSpan Elapsed, long PeakBytes, TimeSpan Processor)
{
    public double PeakMegabytes => PeakBytes / (1024.0 * 1024);

    public ProcessResult Succeeded() => ExitCode == 0 ? this : throw new InvalidOperationException($"{Command} ended with {ExitCode}:\n{Output}\n{Error}");

    public string Cost => FormattableString.Invariant($"{Elapsed.TotalSeconds:0.00} s, {Processor.TotalSeconds:0.00} s of processor, peak {PeakMegabytes:0} MB");
}
