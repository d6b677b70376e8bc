namespace PokedexTop.FaultTests.Faults;

/// <summary>The database server is restarted again and again.</summary>
internal sealed class DatabaseRestarted(int times, int betweenMilliseconds) : Fault
{
    private int _done;

    public override string Told => $"PostgreSQL is restarted {times} times, {betweenMilliseconds} ms between";

    public override string Kind => "PostgreSQL restarted";

    public override int Slowness => 60;

    public override async Task StrikeAsync(FaultedRun run, CancellationToken cancellationToken)
    {
        for (; _done < times; _done++)
        {
            await Task.Delay(betweenMilliseconds, cancellationToken);
            await run.Deployment.Servers!.PostgreSql.RestartAsync();
        }
    }

    public override bool Fired(FaultedRun run) => _done == times;
}

/// <summary>Connections to database and broker are reset, refused for a moment, and slow in between.</summary>
internal sealed class ConnectionsCut(int times, int betweenMilliseconds) : Fault
{
    private bool _done;

    public override string Told => $"connections are cut {times} times, {betweenMilliseconds} ms between, slow in between";

    public override string Kind => "connections cut and delayed";

    public override int Slowness => 60;

    public override async Task StrikeAsync(FaultedRun run, CancellationToken cancellationToken)
    {
        var (database, broker) = (run.Deployment.DatabaseProxy!, run.Deployment.BrokerProxy!);
        try
        {
            for (var i = 0; i < times; i++)
            {
                database.Delay = broker.Delay = TimeSpan.FromMilliseconds(5);
                await Task.Delay(betweenMilliseconds, cancellationToken);
                database.Refusing = broker.Refusing = i % 2 == 1;
                if (i % 3 != 0)
                    broker.Cut();
                if (i % 3 != 1)
                    database.Cut();
                await Task.Delay(betweenMilliseconds / 2, cancellationToken);
                database.Refusing = broker.Refusing = false;
            }
        }
        finally
        {
            database.Delay = broker.Delay = TimeSpan.Zero;
            database.Refusing = broker.Refusing = false;
        }
        _done = true;
    }

    public override bool Fired(FaultedRun run) => _done && run.Deployment.DatabaseProxy!.Cuts > 0 && run.Deployment.BrokerProxy!.Cuts > 0 && run.Deployment.DatabaseProxy.Delays > 0;
}
