using System.Globalization;
using Microsoft.Data.SqlClient;
using PokedexTop.Collections.Gold;
using PokedexTop.Data;
using PokedexTop.Images.Rows;
using PokedexTop.Ingest.Bronze;
using PokedexTop.Lake.Writing;
using PokedexTop.Normalize.Silver;
using PokedexTop.Schedule;
using PokedexTop.Search.Indexing;
using PokedexTop.SqlServer.Tests.Capture;
using PokedexTop.SqlServer.Tests.Reading;
using PokedexTop.Telemetry;
using PokedexTop.Testing;
using PokedexTop.Web;

namespace PokedexTop.SqlServer.Tests;

/// <summary>No SQL Server runs here; what is sent to one is read as it would read it: syntax, names, types, collations.</summary>
public sealed class StatementTests(ITestOutputHelper output)
{
    /// <summary>What others of <c>src/Data</c> send their own server, what SQL Server is sent by the statements that stand apart, and what is asked of a SQLite file that somebody brings, or that a replay makes.</summary>
    private static readonly string[] s_ofOneDatabase = ["BackupWriter.cs:", "DesktopFile.cs:", "LakeReplay.cs:", "SqliteDatabase.cs:", "SqliteSpace.cs:", "PostgreSqlDatabase.cs:", "SqlServerDatabase.cs:"];

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Every_statement_is_one_that_SQL_Server_takes_and_answers_by_index()
    {
        var catalog = MigrationScripts.Catalog();
        var (statements, lines) = await CaptureAsync(catalog);
        // An operation that nothing runs here has not been read.
        var silent = new[] { typeof(SyncRun), typeof(SilverCard), typeof(CardImage), typeof(Lot), typeof(LakeWriter), typeof(CatalogueIndex), typeof(WebStage), typeof(ScheduleStage), typeof(ITableMeasurements), typeof(SqlDatabase) }
            .SelectMany(CommandLines.Of).Where(line => !s_ofOneDatabase.Any(file => line.StartsWith(file, StringComparison.Ordinal))).Except(lines).ToList();
        Assert.True(silent.Count == 0, "No statement was noted of " + string.Join(", ", silent));
        output.WriteLine($"{statements.Count} statements");
        var faults = statements.SelectMany(s => TransactSql.Complaints(s.Sql).Concat(StatementReader.Faults(catalog, s.Sql, s.Parameters)).Select(fault => $"{fault}\n    in {s.Sql} [{s.Parameters}]")).ToList();
        Assert.True(faults.Count == 0, string.Join('\n', faults));
        Assert.Empty(BoundModel.Complaints(catalog, statements));
        // The same statements over the tables as they were, with two collations, are what the reading is for.
        var before = MigrationScripts.Catalog(until: "OneCollation");
        var found = statements.Where(s => StatementReader.Faults(before, s.Sql, s.Parameters).Any(f => f.StartsWith("two collations", StringComparison.Ordinal))).ToList();
        output.WriteLine($"{found.Count} failed before columns had one collation");
        Assert.Contains(found, s => s.Sql.Contains("set_id", StringComparison.Ordinal));
        Assert.All(statements, s => Assert.True(s.Parameters.Count(c => c == '@') < 2_100));
    }

    /// <summary>They are read above, one by one.</summary>
    [Fact]
    public void What_is_SQL_Servers_alone_stands_apart()
    {
        var source = File.ReadAllLines(RepositoryRoot.Combine("src", "Data", "SqlServerDatabase.cs"));
        var lines = CommandLines.Of(typeof(SqlDatabase)).Where(line => line.StartsWith("SqlServerDatabase.cs:", StringComparison.Ordinal)).Select(line => source[int.Parse(line.Split(':')[1], CultureInfo.InvariantCulture) - 1]).ToList();
        Assert.NotEmpty(lines);
        Assert.All(lines, line => Assert.Contains("(SqlServerStatements.", line, StringComparison.Ordinal));
    }

    private static async Task<(List<Statement> Statements, HashSet<string> Lines)> CaptureAsync(SqlCatalog catalog)
    {
        using var data = new TemporaryFolder();
        await using var catalogue = new RecordingDatabase($"Data Source={data.Combine("pokedextop.db")}");
        await CatalogueStatements.RunAsync(catalogue, data);
        await using var images = new RecordingDatabase($"Data Source={data.Combine("images.db")}");
        await ImagesStatements.RunAsync(images);
        using var beside = new TemporaryFolder();
        await using var tcgdex = new RecordingDatabase($"Data Source={beside.Combine("pokedextop.db")}");
        await TcgdexStatements.RunAsync(tcgdex, beside);
        await using var collections = new RecordingDatabase($"Data Source={data.Combine("collections.db")}");
        await CollectionsStatements.RunAsync(collections);
        await using var lost = new RecordingDatabase($"Data Source={data.Combine("lost.db")}");
        await using var found = new RecordingDatabase($"Data Source={data.Combine("found.db")}");
        await LakeStatements.RunAsync(lost, found, data);
        using var process = new TemporaryFolder();
        await using var processes = new RecordingDatabase($"Data Source={process.Combine("pokedextop.db")}");
        await ProcessStatements.RunAsync(processes, process);
        var own = new Captured { Columns = [.. catalog.ColumnNames] };
        own.Add(SqlServerStatements.Settings);
        own.Add(SqlServerStatements.ReadsJson);
        foreach (var statement in new[] { SqlServerStatements.TakeWriterLock, SqlServerStatements.EndSilentWriter })
        {
            using var layer = new SqlConnection();
            using var command = layer.Command(statement, ("@layer", "pokedextop.bronze"));
            own.AddAsSent(command);
        }
        await OtherReadsAsync(own);
        Captured[] all = [catalogue.Captured, images.Captured, collections.Captured, tcgdex.Captured, lost.Captured, found.Captured, processes.Captured, own];
        return ([.. all.SelectMany(c => c.Statements).Distinct()], [.. all.SelectMany(c => c.Lines.Keys)]);
    }

    /// <summary>The reads that none of those operations makes.</summary>
    private static async Task OtherReadsAsync(Captured captured)
    {
        await using var database = new SuppressedDatabase(captured);
        await ProcessStatements.AskVersionsAsync(database);
        await using (var connection = await database.OpenAsync(Stop))
            await database.TableSizesAsync(connection, Stop);
        var reader = new CatalogueReader(database);
        await reader.SetsAsync([], Stop);
        await reader.OfSetAsync("base1", [], Stop);
        await reader.OfIdsAsync(["base1-1", "base1-2"], [], Stop);
    }
}
