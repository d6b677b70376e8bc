using System.Diagnostics;
using System.Text.RegularExpressions;
using Microsoft.Data.Sqlite;
using Npgsql;
using PokedexTop.Testing;

namespace PokedexTop.Deployment.Tests;

/// <summary>The backup commands of docs/operations.md, typed as they stand there: what was written is there after a restore.</summary>
public sealed partial class BackupTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_SQLite_file_in_use_is_backed_up_with_what_only_its_log_holds()
    {
        using var folder = new TemporaryFolder();
        Directory.CreateDirectory(Path.Combine(folder.Path, "data"));
        await using var connection = new SqliteConnection($"Data Source={Path.Combine(folder.Path, "data", "pokedextop.db")};Pooling=False");
        await connection.OpenAsync(Stop);
        await ExecuteAsync(connection, "PRAGMA journal_mode = WAL; PRAGMA wal_autocheckpoint = 0; CREATE TABLE cards (id text); INSERT INTO cards VALUES ('base1-4')");

        await RunAsync(Commands("SQLite")[0], folder.Path, []);

        await using var backup = new SqliteConnection($"Data Source={Path.Combine(folder.Path, "backup.db")};Mode=ReadOnly;Pooling=False");
        await backup.OpenAsync(Stop);
        await using var select = new SqliteCommand("SELECT id FROM cards", backup);
        Assert.Equal("base1-4", await select.ExecuteScalarAsync(Stop));
    }

    [Fact]
    public async Task A_PostgreSQL_database_is_restored_over_what_came_after_the_backup()
    {
        using var folder = new TemporaryFolder();
        var parts = new NpgsqlConnectionStringBuilder(await (await PostgreSqlServer.StartedAsync()).CreateDatabaseAsync(Stop)) { Pooling = false };
        var variables = new Dictionary<string, string> { ["DATABASE"] = $"postgresql://{parts.Username}@{parts.Host}:{parts.Port}/{parts.Database}", ["PGPASSWORD"] = parts.Password ?? "" };
        var commands = Commands("PostgreSQL");
        await using (var connection = new NpgsqlConnection(parts.ToString()))
        {
            await connection.OpenAsync(Stop);
            await ExecuteAsync(connection, "CREATE TABLE cards (id text); INSERT INTO cards VALUES ('base1-4')");
            await RunAsync(commands[0], folder.Path, variables);
            await ExecuteAsync(connection, "UPDATE cards SET id = 'spoiled'");
        }
        await RunAsync(commands[1], folder.Path, variables);

        await using var restored = new NpgsqlConnection(parts.ToString());
        await restored.OpenAsync(Stop);
        await using var select = new NpgsqlCommand("SELECT id FROM cards", restored);
        Assert.Equal("base1-4", await select.ExecuteScalarAsync(Stop));
    }

    [Fact]
    public void What_SQL_Server_is_told_is_what_it_reads()
    {
        var commands = Commands("SQL Server");
        Assert.Equal(3, commands.Count);
        Assert.All(commands, command => TransactSql.AssertParses(command.StartsWith("sqlcmd", StringComparison.Ordinal) ? command.Split('"')[1] : command));
    }

    /// <summary>The commands in one row of the table.</summary>
    private static List<string> Commands(string database)
    {
        var row = File.ReadLines(RepositoryRoot.Combine("docs", "operations.md")).Single(line => line.StartsWith($"| {database} |", StringComparison.Ordinal));
        return [.. Code().Matches(row).Select(match => match.Groups[1].Value)];
    }

    private static async Task ExecuteAsync(System.Data.Common.DbConnection connection, string statement)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = statement;
        await command.ExecuteNonQueryAsync(Stop);
    }

    private static async Task RunAsync(string command, string folder, Dictionary<string, string> variables)
    {
        if (!(Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Any(path => File.Exists(Path.Combine(path, command.Split(' ')[0]))))
            Requirement.Missing($"{command.Split(' ')[0]} is missing; it comes with Debian's packages sqlite3 and postgresql-client.");
        var start = new ProcessStartInfo("bash", ["-c", command]) { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var (name, value) in variables)
            start.Environment[name] = value;
        using var process = Process.Start(start)!;
        var (output, error) = (process.StandardOutput.ReadToEndAsync(Stop), process.StandardError.ReadToEndAsync(Stop));
        await process.WaitForExitAsync(Stop);
        Assert.True(process.ExitCode == 0, await output + await error);
    }

    [GeneratedRegex("`([^`]+)`")]
    private static partial Regex Code();
}
