using Microsoft.Extensions.Logging.Abstractions;
using PokedexTop.Configuration;
using PokedexTop.Data;
using PokedexTop.Testing;

namespace PokedexTop.Hosting.Tests;

/// <summary>The tables are prepared while the rest of a host starts.</summary>
public sealed class StageStartTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_tables_are_prepared_once_while_the_rest_starts()
    {
        await using var database = Database();
        var step = new Step();
        using var start = Start(database, step);

        await start.StartWithAsync(async () =>
        {
            // The rest of the host is not there before the tables are.
            await step.Begun.WaitAsync(Stop);
            step.End();
            await start.StartAsync(Stop);
        });
        await start.ReadyAsync(Stop);

        Assert.Null(start.Waiting);
        Assert.Equal(1, step.Runs);
        await start.StopAsync(Stop);
    }

    [Fact]
    public async Task Nobody_is_at_the_tables_any_more_when_a_start_has_failed()
    {
        await using var database = Database();
        var step = new Step();
        using var start = Start(database, step);

        var starting = start.StartWithAsync(async () =>
        {
            await start.StartAsync(Stop);
            await step.Begun.WaitAsync(Stop);
            throw new InvalidOperationException("no broker");
        });
        // It is told to stop, and takes its time.
        await step.Cancelled.WaitAsync(TimeSpan.FromSeconds(30), Stop);
        Assert.False(starting.IsCompleted);
        step.End();

        Assert.Equal("no broker", (await Assert.ThrowsAsync<InvalidOperationException>(() => starting)).Message);
        await start.ExecuteTask!.WaitAsync(TimeSpan.FromSeconds(30), Stop);
        Assert.Equal(1, step.Runs);
        Assert.Equal(StageStart.Starting, start.Waiting);
    }

    [Fact]
    public async Task What_failed_the_first_time_is_tried_again()
    {
        await using var database = Database();
        var step = new Step { FailsFirst = true };
        step.End();
        using var start = Start(database, step);

        await start.StartWithAsync(() => start.StartAsync(Stop));
        await start.ReadyAsync(Stop);

        Assert.Equal(2, step.Runs);
        await start.StopAsync(Stop);
    }

    public void Dispose() => _folder.Dispose();

    private SqlDatabase Database() => SqlDatabase.Create(DatabaseProvider.Sqlite, $"Data Source={Path.Combine(_folder.Path, "start.db")}");

    private static StageStart Start(SqlDatabase database, Step step) =>
        new(database, HostSettings.Read(new Microsoft.Extensions.Configuration.ConfigurationBuilder().Build()), [], [step], TimeProvider.System, NullLogger<StageStart>.Instance);

    /// <summary>A step before the stages that takes until it is told to end.</summary>
    private sealed class Step : IBeforeStages
    {
        private readonly TaskCompletionSource _begun = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly TaskCompletionSource _cancelled = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly TaskCompletionSource _end = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task Begun => _begun.Task;

        public Task Cancelled => _cancelled.Task;

        public bool FailsFirst { get; init; }

        public int Runs { get; private set; }

        public void End() => _end.SetResult();

        public async Task RunAsync(CancellationToken cancellationToken)
        {
            Runs++;
            await using var told = cancellationToken.Register(() => _cancelled.TrySetResult());
            _begun.TrySetResult();
            await _end.Task;
            cancellationToken.ThrowIfCancellationRequested();
            if (FailsFirst && Runs == 1)
                throw new IOException("the disk is away");
        }
    }
}
