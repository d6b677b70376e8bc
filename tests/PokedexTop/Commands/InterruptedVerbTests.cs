using System.Text.Json;
using Npgsql;
using PokedexTop.Testing;
using PokedexTop.Tests.EndToEnd;

namespace PokedexTop.Tests.Commands;

/// <summary>Verbs whose connection an administrator, or a server that goes down, breaks, and one that is a deadlock's victim: on PostgreSQL, in one process.</summary>
public sealed class InterruptedVerbTests
{
    private const string EndConnections = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND application_name LIKE 'pokedextop%'";

    private const string WaitsForARow = "SELECT COUNT(*) FROM pg_stat_activity WHERE datname = current_database() AND application_name LIKE 'pokedextop%' AND wait_event_type = 'Lock' AND query LIKE 'UPDATE%'";

    private static readonly TimeSpan s_within = TimeSpan.FromSeconds(90);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_sync_whose_connections_are_ended_again_and_again_goes_on_and_is_done()
    {
        using var folder = new FolderOfSets("base1", "base2", "pop1");
        await using var copy = await CopyAsync();
        await copy.RunAsync("migrate");
        await using var other = await copy.OpenAsync();
        // Nothing is normalized meanwhile, so that the sync is not over before its connections are.
        await using var transaction = await other.BeginTransactionAsync(Stop);
        await using (var take = new NpgsqlCommand("LOCK TABLE silver_tcg_cards IN SHARE MODE", other))
            await take.ExecuteNonQueryAsync(Stop);
        await using var sync = ProgramRunner.Start(["sync", "--source", folder.Source, "--json"], copy.Environment);
        await sync.WaitForOutputAsync("Sync of everything from", s_within, Stop);
        for (var ended = 0; ended < 6;)
        {
            await Eventually.ThatAsync(async _ => await copy.RowsOfAsync(EndConnections) is > 0 and var some && (ended += some) > 0, s_within, "the sync has connections", Stop);
            Assert.False(sync.HasExited, sync.StandardError);
        }
        await transaction.RollbackAsync(Stop);

        var result = await sync.WaitForExitAsync(s_within, Stop);
        Assert.True(result.ExitCode == 0, result.ToString());
        Assert.Equal("completed", JsonDocument.Parse(result.StandardOutput).RootElement.GetProperty("status").GetString());
        Assert.Equal(folder.CardCount, await copy.CountAsync("SELECT COUNT(*) FROM silver_tcg_cards WHERE retired_at IS NULL"));
        Assert.Equal(0, await copy.CountAsync("SELECT COUNT(*) FROM silver_rejects"));
    }

    [Fact]
    public async Task A_verb_that_a_deadlock_or_a_broken_connection_interrupts_does_it_again()
    {
        using var folder = new FolderOfSets("pop1");
        await using var copy = await CopyAsync();
        await copy.RunAsync("sync", "--source", folder.Source);

        var replayed = await WhileARowIsLockedAsync(copy, ["replay", "--json"], async other =>
        {
            // The verb has the layer's lock and waits for the row: whoever has the row and wants the lock closes the circle.
            await using var close = new NpgsqlCommand("SET LOCAL deadlock_timeout = '1min'; SELECT pg_advisory_xact_lock(hashtext('pokedextop.silver'))", other);
            await close.ExecuteNonQueryAsync(Stop);
        });
        Assert.Contains("deadlock detected", replayed.StandardError, StringComparison.Ordinal);
        Assert.Contains("Doing it again.", replayed.StandardError, StringComparison.Ordinal);
        Assert.Equal(17, JsonDocument.Parse(replayed.StandardOutput).RootElement.GetProperty("cards").GetInt32());
        Assert.Equal(0, await copy.CountAsync("SELECT COUNT(*) FROM silver_card_identities WHERE normalizer_version = 0"));

        var ended = await WhileARowIsLockedAsync(copy, ["replay", "--json"], async _ => Assert.InRange(await copy.RowsOfAsync(EndConnections), 1, int.MaxValue));
        Assert.Contains("The database broke off: ", ended.StandardError, StringComparison.Ordinal);
        Assert.Equal(17, JsonDocument.Parse(ended.StandardOutput).RootElement.GetProperty("cards").GetInt32());
    }

    [Fact]
    public async Task A_database_that_cannot_be_reached_at_all_is_told_at_once()
    {
        var result = await ProgramRunner.RunAsync(["status"], new Dictionary<string, string?>
        {
            ["Database__Provider"] = "PostgreSql",
            ["ConnectionStrings__Database"] = "Host=127.0.0.1;Port=1;Database=none;Username=none;Password=none",
        }, cancellationToken: Stop);
        Assert.Equal(1, result.ExitCode);
        Assert.Contains("cannot be used", result.StandardError, StringComparison.Ordinal);
        Assert.DoesNotContain("Doing it again.", result.StandardError, StringComparison.Ordinal);
    }

    /// <summary>Runs a verb that waits for a row of silver, does something then, and gives the row back.</summary>
    private static async Task<ProgramResult> WhileARowIsLockedAsync(ServerCopy copy, string[] verb, Func<NpgsqlConnection, Task> meanwhile)
    {
        await using var other = await copy.OpenAsync();
        await using var transaction = await other.BeginTransactionAsync(Stop);
        await using (var take = new NpgsqlCommand("SELECT * FROM silver_card_identities FOR UPDATE", other))
            await take.ExecuteNonQueryAsync(Stop);
        await using var program = ProgramRunner.Start(verb, copy.Environment);
        await Eventually.ThatAsync(async _ => await copy.CountAsync(WaitsForARow) > 0, s_within, "the verb waits for the row", Stop);
        await meanwhile(other);
        await transaction.RollbackAsync(Stop);
        var result = await program.WaitForExitAsync(s_within, Stop);
        Assert.True(result.ExitCode == 0, result.ToString());
        return result;
    }

    private static async Task<ServerCopy> CopyAsync() => new(await (await PostgreSqlServer.StartedAsync()).CreateDatabaseAsync(Stop));

    /// <summary>A database on the server, for processes that bring their own bus.</summary>
    private sealed class ServerCopy(string connectionString) : IAsyncDisposable
    {
        private readonly NpgsqlDataSource _source = NpgsqlDataSource.Create(connectionString);

        public Dictionary<string, string?> Environment { get; } = new() { ["Database__Provider"] = "PostgreSql", ["ConnectionStrings__Database"] = connectionString, ["Ingest__ReconcileSeconds"] = "0.5", ["Normalize__ReconcileSeconds"] = "0.5" };

        public async Task RunAsync(params string[] arguments)
        {
            var result = await ProgramRunner.RunAsync(arguments, Environment, cancellationToken: Stop);
            Assert.True(result.ExitCode == 0, result.ToString());
        }

        public async Task<NpgsqlConnection> OpenAsync() => await _source.OpenConnectionAsync(Stop);

        public async Task<long> CountAsync(string sql)
        {
            await using var command = _source.CreateCommand(sql);
            return (long)(await command.ExecuteScalarAsync(Stop))!;
        }

        /// <returns>How many rows a query gave.</returns>
        public async Task<int> RowsOfAsync(string sql)
        {
            await using var command = _source.CreateCommand(sql);
            await using var reader = await command.ExecuteReaderAsync(Stop);
            var rows = 0;
            while (await reader.ReadAsync(Stop))
                rows++;
            return rows;
        }

        public ValueTask DisposeAsync() => _source.DisposeAsync();
    }
}
