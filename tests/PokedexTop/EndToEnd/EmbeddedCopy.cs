using System.Globalization;
using System.Text.Json;
using Microsoft.Data.Sqlite;
using PokedexTop.Testing;

namespace PokedexTop.Tests.EndToEnd;

/// <summary>A data folder of the embedded mode, and verbs run over it.</summary>
internal sealed class EmbeddedCopy : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    /// <summary>What configures every process of it.</summary>
    public Dictionary<string, string?> Environment { get; } = [];

    public string FolderPath => _folder.Path;

    public async Task<ProgramResult> RunAsync(int exitCode, params string[] arguments)
    {
        var result = await ProgramRunner.RunAsync(arguments, Environment, _folder.Path, TimeSpan.FromSeconds(90), TestContext.Current.CancellationToken);
        Assert.True(result.ExitCode == exitCode, $"{string.Join(' ', arguments)}: {result}");
        return result;
    }

    public async Task<JsonElement> JsonAsync(int exitCode, params string[] arguments) =>
        JsonDocument.Parse((await RunAsync(exitCode, [.. arguments, "--json"])).StandardOutput).RootElement;

    /// <summary>Every row as text, its values between bars.</summary>
    public List<string> Rows(string sql)
    {
        using var connection = Open();
        using var command = Command(connection, sql);
        using var reader = command.ExecuteReader();
        var rows = new List<string>();
        while (reader.Read())
            rows.Add(string.Join('|', Enumerable.Range(0, reader.FieldCount).Select(i => reader.IsDBNull(i) ? "" : Convert.ToString(reader.GetValue(i), CultureInfo.InvariantCulture))));
        return rows;
    }

    public long Count(string sql) => long.Parse(Rows(sql)[0], CultureInfo.InvariantCulture);

    /// <returns>Rows the statement touched.</returns>
    public int Execute(string sql)
    {
        using var connection = Open();
        using var command = Command(connection, sql);
        return command.ExecuteNonQuery();
    }

    private SqliteConnection Open()
    {
        var connection = new SqliteConnection($"Data Source={_folder.Combine("data", "pokedextop.db")};Pooling=false");
        connection.Open();
        return connection;
    }

    private static SqliteCommand Command(SqliteConnection connection, string sql)
    {
        var command = connection.CreateCommand();
#pragma warning disable CA2100 // The statements are those of the tests.
        command.CommandText = sql;
#pragma warning restore CA2100
        return command;
    }

    public void Dispose() => _folder.Dispose();
}
