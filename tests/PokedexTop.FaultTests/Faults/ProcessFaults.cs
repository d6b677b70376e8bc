using PokedexTop.Testing;

namespace PokedexTop.FaultTests.Faults;

/// <summary>The process dies at a named place, for the count-th time it comes there.</summary>
internal sealed class CrashAt(string process, string point, int count) : Fault
{
    public override string Told => $"{process} dies at {point}:{count}";

    public override string Kind => $"crash point {point}";

    public override void Prepare(FaultedRun run) => run.Deployment.Process(process).Arm($"{point}:{count}");

    public override bool Fired(FaultedRun run) => run.Deployment.Process(process).Log.Contains($"crash at {point}:{count}", StringComparison.Ordinal);
}

/// <summary>SIGKILL at moments nobody chose.</summary>
internal sealed class RandomKills(string process, IReadOnlyList<int> afterMilliseconds) : Fault
{
    private int _lives;

    public override string Told => $"{process} is killed after {string.Join(", ", afterMilliseconds)} ms";

    public override string Kind => "SIGKILL";

    public override int Slowness => 15;

    public override async Task StrikeAsync(FaultedRun run, CancellationToken cancellationToken)
    {
        var victim = run.Deployment.Process(process);
        foreach (var after in afterMilliseconds)
        {
            await Task.Delay(after, cancellationToken);
            var lives = victim.Lives;
            victim.Kill();
            await Eventually.ThatAsync(() => victim.Lives > lives, TimeSpan.FromSeconds(30), $"{process} is started again", cancellationToken);
            _lives++;
        }
    }

    public override bool Fired(FaultedRun run) => _lives == afterMilliseconds.Count;
}

/// <summary>SIGTERM in the middle of work; the process must end by itself in time and lose nothing.</summary>
internal sealed class Terminated(string process, int afterMilliseconds) : Fault
{
    private TimeSpan? _took;

    public override string Told => $"{process} gets SIGTERM after {afterMilliseconds} ms";

    public override string Kind => "SIGTERM under load";

    public override int Slowness => 15;

    public override async Task StrikeAsync(FaultedRun run, CancellationToken cancellationToken)
    {
        await Task.Delay(afterMilliseconds, cancellationToken);
        var victim = run.Deployment.Process(process);
        _took = await victim.StopAsync();
        run.Note($"SIGTERM took {_took.Value.TotalSeconds:0.0} s");
        if (_took > TimeSpan.FromSeconds(25))
            victim.Surprises.Enqueue($"{process} took {_took.Value.TotalSeconds:0.0} s to stop");
        victim.Start();
    }

    public override bool Fired(FaultedRun run) => _took is not null;
}

/// <summary>The Ingest that holds the run is stopped past its lease, another takes it over, and the first wakes up again.</summary>
internal sealed class Fenced : Fault
{
    private static readonly string[] s_refusals = ["is no longer this process's", "could not work off its backlog"];

    private bool _refused;

    public override string Told => "the ingest that holds the lease is stopped until another has it, then goes on";

    public override string Kind => "SIGSTOP past the lease";

    public override int Slowness => 15;

    public override async Task StrikeAsync(FaultedRun run, CancellationToken cancellationToken)
    {
        const string running = "SELECT lease_owner, lease_token FROM bronze_sync_runs WHERE status = 'running' AND lease_owner IS NOT NULL";
        Dictionary<string, string?>? held = null;
        await Eventually.ThatAsync(() => (held = run.Tables.Rows(running).FirstOrDefault()) is not null, TimeSpan.FromSeconds(30), "a process holds the run", cancellationToken);
        var holder = run.Deployment.Processes.Single(p => p.IsProcess(held!["lease_owner"]!.Split('/')[1]));
        holder.Signal(ProgramSignal.Stop);
        try
        {
            await Eventually.ThatAsync(() => run.Tables.Rows(running) is [var now] && now["lease_token"] != held!["lease_token"], TimeSpan.FromSeconds(30), "another process takes the run over", cancellationToken);
        }
        finally
        {
            holder.Signal(ProgramSignal.Continue);
        }
        // Stopped between two writes it wakes with an old token; stopped inside one it wakes to a transaction the server has ended.
        await Eventually.ThatAsync(() => s_refusals.Any(refusal => holder.Log.Contains(refusal, StringComparison.Ordinal)), TimeSpan.FromSeconds(30), "the old token is refused, or the transaction has ended", cancellationToken);
        run.Note(holder.Log.Contains(s_refusals[0], StringComparison.Ordinal) ? "the old token was refused" : "the stopped transaction had ended");
        _refused = true;
    }

    public override bool Fired(FaultedRun run) => _refused;
}
