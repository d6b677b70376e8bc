using PokedexTop.Configuration;
using PokedexTop.Data;
using PokedexTop.Testing;

namespace PokedexTop.Tests.EndToEnd;

/// <summary>kill -9 in the middle of storing: the objects are there, no row names them yet. What comes next sees to it by itself.</summary>
public sealed class KilledImagesTests
{
    private const string Set = "tk1a";

    private static readonly TimeSpan s_within = TimeSpan.FromSeconds(60);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_embedded_host_that_was_killed_between_object_and_row_ends_with_both_after_a_restart()
    {
        await using var pictures = await PictureHost.StartAsync();
        using var folder = new FolderOfSets(Set);
        folder.PointImagesTo(pictures.Origin);
        using var copy = new EmbeddedCopy();
        await copy.RunAsync(0, "sync", "--source", folder.Source);
        copy.Environment["Images__AllowedOrigins__0"] = pictures.Origin;
        copy.Environment["Images__Concurrency"] = "1";
        await using var database = SqlDatabase.Create(DatabaseProvider.Sqlite, $"Data Source={Path.Combine(copy.FolderPath, "data", "pokedextop.db")};Pooling=false");
        Task<StageProcess> StartAsync() => StageProcess.StartAsync(["--source", folder.Source, "--urls", "http://127.0.0.1:0"], copy.Environment, copy.FolderPath);

        await using (var killed = await StartAsync())
            await KillBetweenObjectAndRowAsync(database, Path.Combine(copy.FolderPath, "data", "images"), killed);
        await using (var next = await StartAsync())
        {
            await AllStoredAsync(database, folder.CardCount);
            await next.StopAsync();
        }

        Assert.True((await copy.JsonAsync(0, "images", "verify")).GetProperty("sound").GetBoolean());
        Assert.Equal(0, (await copy.JsonAsync(0, "images", "gc", "--dry-run")).GetProperty("young").GetInt32());
    }

    [Theory]
    [EveryDatabase(OnServers = true)]
    public async Task A_process_of_a_deployment_that_was_killed_between_object_and_row_is_followed_by_the_next(DatabaseProvider provider)
    {
        await using var pictures = await PictureHost.StartAsync();
        using var folder = new FolderOfSets(Set);
        folder.PointImagesTo(pictures.Origin);
        await using var deployment = await Deployment.CreateAsync(folder.Source, provider);
        deployment.Environment["Images__AllowedOrigins__0"] = pictures.Origin;
        deployment.Environment["Images__Concurrency"] = "1";
        deployment.Environment["Images__LeaseSeconds"] = "3";
        deployment.Environment["Images__ReconcileSeconds"] = "0.5";
        deployment.Environment["Data__Directory"] = deployment.Combine("data");
        await deployment.RunAsync(0, "migrate");
        foreach (var stage in new[] { "normalize", "ingest" })
            await (await deployment.StartAsync(stage)).ReadyAsync();
        await deployment.SyncAsync();

        await KillBetweenObjectAndRowAsync(deployment.Database, deployment.Combine("data", "images"), await deployment.StartAsync("images"));
        await deployment.StartAsync("images");

        await AllStoredAsync(deployment.Database, folder.CardCount);
        await deployment.RunAsync(0, "images", "verify");
        Assert.Contains("0 are named by no row", (await deployment.RunAsync(0, "images", "gc")).StandardOutput, StringComparison.Ordinal);
    }

    /// <summary>Takes the lock that rows are written under while a card's picture is rendered, lets its objects be put, and kills.</summary>
    private static async Task KillBetweenObjectAndRowAsync(SqlDatabase database, string store, StageProcess process)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(5));
        for (var began = DateTime.UtcNow; DateTime.UtcNow - began < s_within; await timer.WaitForNextTickAsync(Stop))
        {
            await using var write = await database.BeginWriteAsync("images", Stop);
            await using var writing = write.Command("SELECT card_id, writing_sha256 FROM silver_card_images WHERE writing_sha256 IS NOT NULL");
            if (await writing.ReadAsync(r => (Card: r.GetString(0), Picture: r.GetString(1)), Stop) is not [var (card, picture)])
                continue;
            await Eventually.ThatAsync(() => Directory.GetFiles(store, picture + "*", SearchOption.AllDirectories).Length == 4, s_within, $"the objects of {card} are there", Stop);
            process.Program.Send(ProgramSignal.Kill);
            await process.Program.WaitForExitAsync(s_within, Stop);
            await using var named = write.Command("SELECT COUNT(*) FROM silver_card_images WHERE card_id = @card AND (object_key IS NOT NULL OR status <> 'pending')", ("@card", card));
            Assert.Equal([0L], await named.ReadAsync(r => r.Count(0), Stop));
            return;
        }
        Assert.Fail($"No picture was written.\n{process.Program.StandardError}");
    }

    private static Task AllStoredAsync(SqlDatabase database, int cards) => Eventually.ThatAsync(async stop =>
    {
        await using var connection = await database.OpenAsync(stop);
        await using var stored = connection.Command("SELECT (SELECT COUNT(*) FROM silver_card_images WHERE status = 'stored' AND object_key IS NOT NULL), (SELECT COUNT(*) FROM silver_set_images WHERE status = 'stored')");
        return await stored.ReadAsync(r => (r.Count(0), r.Count(1)), stop) is [var counts] && counts == (4 * cards, 2);
    }, s_within, "every picture is stored with its renditions", Stop);
}
