using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using PokedexTop.Collections.Gold;
using PokedexTop.Data;
using PokedexTop.Documents;
using PokedexTop.Images.Rows;
using PokedexTop.Ingest.Bronze;
using PokedexTop.Ingest.Sources;
using PokedexTop.Normalize.Silver;
using PokedexTop.Normalize.Tests.Pipeline;
using PokedexTop.Schedule;
using PokedexTop.Schedule.Tables;
using PokedexTop.Telemetry;
using PokedexTop.Testing;
using PokedexTop.Web.Health;
using PokedexTop.Web.Status;

namespace PokedexTop.SqlServer.Tests.Capture;

/// <summary>What processes ask besides their stages' work: the web stage, telemetry, schedules, and the tables' versions.</summary>
internal static class ProcessStatements
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public static async Task RunAsync(RecordingDatabase database, TemporaryFolder data)
    {
        await using var pipeline = await TestPipeline.StartAsync(data, SourceSelection.Starter, services =>
            services.AddSingleton<SqlDatabase>(database).AddSingleton<CatalogueStatusReader>().AddSingleton<DatabaseMeasurements>().AddSingleton<ScheduledCommands>());
        await pipeline.SyncAsync();
        Assert.NotEmpty((await pipeline.Services.GetRequiredService<CatalogueStatusReader>().ReadAsync(Stop)).Layers);
        Assert.Empty(await pipeline.Services.GetRequiredService<Readiness>().ReasonsAsync(Stop));
        Assert.NotEmpty((await pipeline.Services.GetRequiredService<StatusReader>().SpaceAsync(Stop)).Layers);
        var later = new DatabaseSpace(database, pipeline.Services.GetServices<LayerTables>(), new FakeTimeProvider(DateTimeOffset.UtcNow.AddDays(40)));
        Assert.NotNull((await later.ReadAsync(Stop)).Since);
        await pipeline.Services.GetRequiredService<DatabaseMeasurements>().MeasureAsync(Stop);
        foreach (var schedule in new[] { ScheduleNames.PriceRefresh, ScheduleNames.NewSetCheck, ScheduleNames.FullSync })
            await pipeline.Services.GetRequiredService<ScheduledCommands>().SendAsync(schedule, Stop);
        await pipeline.ExecuteAsync("CREATE TABLE \"__EFMigrationsLock\" (\"Id\" INTEGER PRIMARY KEY, \"Timestamp\" TEXT)");
        await new BronzeContextFactory(database).Migrations.ApplyAsync(Stop);
    }

    /// <summary>What SQL Server's own way of asking for the tables' versions is.</summary>
    public static async Task AskVersionsAsync(SqlDatabase database)
    {
        foreach (var migrations in new[] { new BronzeContextFactory(database).Migrations, new SilverContextFactory(database).Migrations, new ImagesContextFactory(database).Migrations, new GoldContextFactory(database).Migrations, new ScheduleContextFactory(database).Migrations })
            Assert.NotEmpty(await migrations.PendingAsync(Stop));
    }
}
