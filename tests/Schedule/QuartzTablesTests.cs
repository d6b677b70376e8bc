using System.Text.RegularExpressions;
using PokedexTop.Configuration;
using PokedexTop.Data;
using PokedexTop.Schedule.Tables;
using PokedexTop.Testing;
using Quartz;

namespace PokedexTop.Schedule.Tests;

/// <summary>The tables 'migrate' makes are those this version of Quartz wants.</summary>
public sealed partial class QuartzTablesTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("quartz.postgresql.sql", "create_postgres.sql")]
    [InlineData("quartz.sqlserver.sql", "create_sqlServer.sql")]
    public void The_script_has_every_table_column_and_index_that_quartz_itself_would_create(string ours, string theirs)
    {
        var expected = Words(Resource($"Quartz.Impl.AdoJobStore.Schema.{theirs}").Replace("{0}", ScheduleContext.TablePrefix, StringComparison.Ordinal).Replace("{1}", ScheduleContext.TablePrefix, StringComparison.Ordinal));
        var actual = Words(ScheduleContext.Script(ours));
        Assert.Equal(expected.Tables.Keys.Order(), actual.Tables.Keys.Order());
        Assert.All(expected.Tables, table => Assert.Equal(table.Value, actual.Tables[table.Key]));
        Assert.Equal(expected.Indexes.Order(), actual.Indexes.Order());
        Assert.Equal(15, actual.Tables.Count);
    }

    [Fact]
    public void The_sql_server_script_is_sql_servers() => TransactSql.AssertParses(ScheduleContext.Script("quartz.sqlserver.sql"));

    [Theory]
    [EveryDatabase(OnServers = true)]
    public async Task Migrating_makes_tables_that_quartz_accepts_and_a_database_of_a_newer_program_is_refused(DatabaseProvider provider)
    {
        using var folder = new TemporaryFolder();
        await using var database = (await TestDatabase.CreateAsync(provider, folder)).Open();
        var layer = new ScheduleContextFactory(database).Migrations;
        Assert.NotEmpty(await layer.PendingAsync(Stop));
        await layer.ApplyAsync(Stop);
        Assert.Empty(await layer.PendingAsync(Stop));

        await using var scheduler = await QuartzSchedulerBuilder.Create(quartz => quartz.UsePersistentStore(store => (provider == DatabaseProvider.PostgreSql ? store.UsePostgres(database.ConnectionString) : store.UseSqlServer(database.ConnectionString)).UseClustering()
            .ConfigureStore(options => (options.TablePrefix, options.SchemaProvisioning) = (ScheduleContext.TablePrefix, SchemaProvisioning.Validate)))).BuildScheduler(Stop);
        await scheduler.Start(Stop);
        await scheduler.Shutdown(waitForJobsToComplete: false, Stop);

        await database.ExecuteAsync($"INSERT INTO {ScheduleContext.MigrationsHistoryTable} VALUES ('20991231235959_Quartz5', '12.0.0')");
        var refused = await Assert.ThrowsAsync<ConfigurationException>(() => layer.PendingAsync(Stop));
        Assert.Contains("newer than this program: its schedule tables have the migration '20991231235959_Quartz5'", refused.Message, StringComparison.Ordinal);
    }

    private static (Dictionary<string, string> Tables, List<string> Indexes) Words(string script)
    {
        script = Comment().Replace(script, "").Replace("IF NOT EXISTS ", "", StringComparison.Ordinal);
        return (
            Table().Matches(script).ToDictionary(m => m.Groups[1].Value, m => Space().Replace(m.Groups[2].Value, "")),
            [.. Index().Matches(script).Select(m => Space().Replace(m.Value, ""))]);
    }

    private static string Resource(string name)
    {
        using var reader = new StreamReader(typeof(IScheduler).Assembly.GetManifestResourceStream(name)!);
        return reader.ReadToEnd();
    }

    [GeneratedRegex("^--.*$", RegexOptions.Multiline)]
    private static partial Regex Comment();

    [GeneratedRegex(@"CREATE TABLE (\w+) \((.*?)\n\s*\);", RegexOptions.Singleline)]
    private static partial Regex Table();

    [GeneratedRegex(@"CREATE INDEX [^;]+;?")]
    private static partial Regex Index();

    [GeneratedRegex(@"\s+|;")]
    private static partial Regex Space();
}
