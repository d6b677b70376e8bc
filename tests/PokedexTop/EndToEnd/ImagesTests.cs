using System.Text.Json;
using PokedexTop.Configuration;
using PokedexTop.Testing;

namespace PokedexTop.Tests.EndToEnd;

/// <summary>Images through the program as people run it: real processes, real sets, pictures over HTTP, real renditions.</summary>
public sealed class ImagesTests
{
    private const string Set = "tk1a";

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_sync_waits_for_images_where_asked_and_fetches_each_once()
    {
        await using var pictures = await PictureHost.StartAsync();
        using var folder = new FolderOfSets(Set);
        folder.PointImagesTo(pictures.Origin);
        pictures.Missing[$"/{Set}/1_hires.png"] = true;
        pictures.Missing[$"/{Set}/2_hires.png"] = true;
        pictures.Missing[$"/{Set}/2.png"] = true;
        using var copy = new EmbeddedCopy();
        copy.Environment["Images__AllowedOrigins__0"] = pictures.Origin;

        await copy.RunAsync(0, "sync", "--source", folder.Source);
        Assert.Equal(0, pictures.TakeRequests());
        Assert.Equal("not deployed", (await copy.JsonAsync(0, "verify", "--source", folder.Source)).GetProperty("images").GetString());

        var images = (await copy.JsonAsync(0, "sync", "--source", folder.Source, "--images")).GetProperty("images");
        Assert.Equal($$"""{"pending":0,"stored":{{folder.CardCount - 2}},"lowres":1,"missing":1,"refused":0,"failed":0}""", JsonSerializer.Serialize(images));
        Assert.Equal(4 * (folder.CardCount - 1) + 2, Directory.GetFiles(Path.Combine(copy.FolderPath, "data", "images"), "*", SearchOption.AllDirectories).Length);
        Assert.Equal(["300|420", "245|343", "120|168"], copy.Rows($"SELECT width, height FROM silver_card_images WHERE card_id = '{Set}-3' AND rendition <> 'large' ORDER BY width DESC"));
        Assert.True(pictures.TakeRequests() > 0);

        await copy.RunAsync(0, "sync", "--source", folder.Source, "--images", "--force");
        Assert.Equal(0, pictures.TakeRequests());

        var status = await copy.JsonAsync(0, "status");
        Assert.Equal(folder.CardCount - 2, status.GetProperty("images").GetProperty("cards").GetProperty("stored").GetInt32());
        Assert.Equal(2, status.GetProperty("images").GetProperty("setImages").GetProperty("stored").GetInt32());
        Assert.Equal(Set, status.GetProperty("images").GetProperty("sets")[0].GetProperty("setId").GetString());
        var proof = await copy.JsonAsync(0, "verify", "--source", folder.Source, "--report", "proof.txt");
        Assert.True(proof.GetProperty("imageCounts").GetProperty("complete").GetBoolean());
        Assert.Contains("# images: complete, ", await File.ReadAllTextAsync(Path.Combine(copy.FolderPath, "proof.txt"), Stop), StringComparison.Ordinal);
        foreach (string[] verb in new[] { ["status", "--sets"], ["images", "gc"], new[] { "images", "verify" } })
            Assert.All((await copy.RunAsync(0, verb)).StandardOutput.Split('\n'), line => Assert.True(line.TrimEnd().Length <= 100, line));
    }

    [Fact]
    public async Task A_card_back_that_stands_for_several_cards_is_told_with_the_other_issues_until_it_no_longer_does()
    {
        await using var pictures = await PictureHost.StartAsync();
        using var folder = new FolderOfSets(Set);
        folder.PointImagesTo(pictures.Origin);
        foreach (var card in new[] { 1, 2 })
            pictures.CardBacks[$"/{Set}/{card}_hires.png"] = true;
        using var copy = new EmbeddedCopy();
        copy.Environment["Images__AllowedOrigins__0"] = pictures.Origin;
        await copy.RunAsync(0, "sync", "--source", folder.Source, "--images");

        static IEnumerable<JsonElement> Shared(JsonElement quality) => quality.GetProperty("rules").EnumerateArray().Where(r => r.GetProperty("rule").GetString() == "image-shared");
        var rule = Assert.Single(Shared(await copy.JsonAsync(0, "quality")));
        Assert.Equal(("warning", 2), (rule.GetProperty("severity").GetString(), rule.GetProperty("count").GetInt32()));
        Assert.Contains("image-shared", (await copy.RunAsync(0, "quality")).StandardOutput, StringComparison.Ordinal);
        var issues = (await copy.JsonAsync(0, "quality", "--rule", "image-shared")).GetProperty("issues").EnumerateArray().ToList();
        Assert.Equal([$"{Set}-1", $"{Set}-2"], issues.Select(i => i.GetProperty("cardId").GetString()));
        Assert.Contains($"{Set}-2 (", issues[0].GetProperty("detail").GetString(), StringComparison.Ordinal);
        Assert.Equal(2, (await copy.JsonAsync(0, "status")).GetProperty("images").GetProperty("issues").GetInt32());

        pictures.CardBacks.Clear();
        copy.Execute("UPDATE silver_card_images SET next_attempt_at = '2026-01-01 00:00:00', etag = NULL WHERE rendition = 'original'");
        await copy.RunAsync(0, "sync", "--source", folder.Source, "--images");
        Assert.Empty(Shared(await copy.JsonAsync(0, "quality")));
    }

    [Fact]
    public async Task An_origin_in_trouble_is_told_by_the_sync_that_waits_for_images_by_the_status_and_on_the_page()
    {
        await using var pictures = await PictureHost.StartAsync();
        pictures.Trouble = 500;
        using var folder = new FolderOfSets(Set);
        folder.PointImagesTo(pictures.Origin);
        using var copy = new EmbeddedCopy();
        copy.Environment["Images__AllowedOrigins__0"] = pictures.Origin;
        // Its cards, and its symbol and logo.
        var (count, reason) = (folder.CardCount + 2, $"{new Uri(pictures.Origin).Authority} answered 500");

        var sync = await copy.RunAsync(0, "sync", "--source", folder.Source, "--images");
        Assert.Contains($"{count} images could not be fetched", sync.StandardError, StringComparison.Ordinal);
        Assert.Contains(reason, sync.StandardError, StringComparison.Ordinal);
        var images = (await copy.JsonAsync(0, "sync", "--source", folder.Source, "--images")).GetProperty("images");
        Assert.Equal((count, reason), (images.GetProperty("failing").GetInt32(), images.GetProperty("reason").GetString()));

        Assert.Contains($"{count} images could not be fetched", (await copy.RunAsync(0, "status")).StandardOutput, StringComparison.Ordinal);
        var trouble = (await copy.JsonAsync(0, "status")).GetProperty("images").GetProperty("trouble");
        Assert.Equal((count, reason), (trouble.GetProperty("pictures").GetInt32(), trouble.GetProperty("commonest").GetProperty("reason").GetString()));
        var environment = new Dictionary<string, string?> { ["Images__AllowedOrigins__0"] = pictures.Origin, ["Data__Directory"] = Path.Combine(copy.FolderPath, "data") };
        await using var host = await StageProcess.StartAsync(["--source", folder.Source, "--urls", "http://127.0.0.1:0"], environment);
        using var http = new HttpClient { BaseAddress = host.Address };
        await Eventually.ThatAsync(async stop =>
        {
            var page = await http.GetStringAsync("/ops", stop);
            return page.Contains("<h2>Images do not come</h2>", StringComparison.Ordinal) && page.Contains($"{count} images could not be fetched", StringComparison.Ordinal) && page.Contains(reason, StringComparison.Ordinal);
        }, TimeSpan.FromSeconds(60), "the page tells that images do not come, and why", Stop);
    }

    [Fact]
    public async Task A_damaged_store_is_told_and_mended_and_what_nobody_names_is_removed()
    {
        await using var pictures = await PictureHost.StartAsync();
        using var folder = new FolderOfSets(Set);
        folder.PointImagesTo(pictures.Origin);
        using var copy = new EmbeddedCopy();
        copy.Environment["Images__AllowedOrigins__0"] = pictures.Origin;
        await copy.RunAsync(0, "sync", "--source", folder.Source, "--images");
        Assert.Equal([$"stored||{folder.CardCount}"], copy.Rows("SELECT status, reason, COUNT(*) FROM silver_card_images WHERE rendition = 'original' GROUP BY status, reason"));
        await copy.RunAsync(0, "images", "verify");
        string File(string key) => Path.Combine([copy.FolderPath, "data", "images", .. key.Split('/')]);
        var (original, small) = (copy.Rows($"SELECT object_key FROM silver_card_images WHERE card_id = '{Set}-1' AND rendition = 'original'")[0], copy.Rows($"SELECT object_key FROM silver_card_images WHERE card_id = '{Set}-2' AND rendition = 'small'")[0]);
        System.IO.File.Delete(File(original));
        await System.IO.File.WriteAllTextAsync(File(small), "damaged", Stop);
        var orphan = File($"originals/ab/{new string('a', 64)}.png");
        Directory.CreateDirectory(Path.GetDirectoryName(orphan)!);
        await System.IO.File.WriteAllTextAsync(orphan, "nobody's", Stop);

        var found = await copy.JsonAsync(1, "images", "verify", "--repair");
        Assert.Equal([original, small], found.GetProperty("differences").EnumerateArray().Select(d => d.GetProperty("key").GetString()));
        Assert.Equal(2, found.GetProperty("handedIn").GetInt32());
        await copy.RunAsync(0, "sync", "--source", folder.Source, "--images");
        Assert.True((await copy.JsonAsync(0, "images", "verify")).GetProperty("sound").GetBoolean());

        Assert.Equal(0, (await copy.JsonAsync(0, "images", "gc")).GetProperty("removed").GetInt32());
        System.IO.File.SetLastWriteTimeUtc(orphan, DateTime.UtcNow.AddHours(-25));
        Assert.Equal(1, (await copy.JsonAsync(0, "images", "gc", "--dry-run")).GetProperty("orphans").GetInt32());
        Assert.True(System.IO.File.Exists(orphan));
        Assert.Equal(1, (await copy.JsonAsync(0, "images", "gc")).GetProperty("removed").GetInt32());
        Assert.False(System.IO.File.Exists(orphan));
        await copy.RunAsync(0, "images", "verify");
        await copy.RunAsync(2, "images", "gc", "--older-than", "0");
        await copy.RunAsync(2, "images", "gc", "--older-than", "a day");
    }

    [Fact]
    public async Task A_running_host_fetches_images_in_the_background_and_serves_them()
    {
        await using var pictures = await PictureHost.StartAsync();
        using var folder = new FolderOfSets(Set);
        folder.PointImagesTo(pictures.Origin);
        using var copy = new EmbeddedCopy();
        var environment = new Dictionary<string, string?> { ["Images__AllowedOrigins__0"] = pictures.Origin, ["Data__Directory"] = Path.Combine(copy.FolderPath, "data") };
        await using var host = await StageProcess.StartAsync(["--source", folder.Source, "--urls", "http://127.0.0.1:0"], environment);
        using var http = new HttpClient { BaseAddress = host.Address };
        JsonElement status = default;
        await Eventually.ThatAsync(async stop =>
        {
            status = JsonDocument.Parse(await http.GetStringAsync("/api/status", stop)).RootElement;
            return status.GetProperty("images") is { ValueKind: JsonValueKind.Object } images && images.GetProperty("here").GetInt64() == folder.CardCount && images.GetProperty("backlog").GetInt32() == 0;
        }, TimeSpan.FromSeconds(60), "every image is here", Stop);
        Assert.Contains("nothing to fetch", await http.GetStringAsync("/ops", Stop), StringComparison.Ordinal);
        var url = copy.Rows($"SELECT url FROM silver_card_images WHERE card_id = '{Set}-1' AND rendition = 'small'")[0];
        using var answer = await http.GetAsync(url, Stop);
        Assert.Equal("image/webp", answer.Content.Headers.ContentType?.MediaType);
        await Eventually.ThatAsync(() => host.Program.StandardError.Contains($"Images: {folder.CardCount} of {folder.CardCount} here", StringComparison.Ordinal), TimeSpan.FromSeconds(10), "its own line tells how far they are", Stop);
    }

    [Fact]
    public async Task A_source_that_makes_no_network_call_brings_no_images_unless_asked()
    {
        using var copy = new EmbeddedCopy();
        var environment = new Dictionary<string, string?> { ["Data__Directory"] = Path.Combine(copy.FolderPath, "data") };
        await using var host = await StageProcess.StartAsync(["--source", "starter", "--urls", "http://127.0.0.1:0"], environment);
        Assert.Contains("Images are not fetched, since the starter catalogue has none.", host.Program.StandardError, StringComparison.Ordinal);
        Assert.Contains("PokedexTop runs ingest, normalize, collections, schedule, web;", host.Program.StandardOutput, StringComparison.Ordinal);
    }

    [Theory]
    [EveryDatabase(OnServers = true)]
    public async Task Two_image_processes_on_one_queue_share_the_work_of_a_deployment(DatabaseProvider server)
    {
        await using var pictures = await PictureHost.StartAsync();
        using var folder = new FolderOfSets("mcd21", Set);
        folder.PointImagesTo(pictures.Origin);
        await using var deployment = await Deployment.CreateAsync(folder.Source, server);
        deployment.Environment["Images__AllowedOrigins__0"] = pictures.Origin;
        deployment.Environment["Images__Concurrency"] = "1";
        deployment.Environment["Data__Directory"] = deployment.Combine("data");
        await deployment.RunAsync(0, "migrate");
        foreach (var stage in new[] { "images", "images", "normalize", "ingest" })
            await (await deployment.StartAsync(stage)).ReadyAsync();

        var images = (await deployment.SyncAsync("--images")).GetProperty("images");

        Assert.Equal([$"stored||{folder.CardCount}"], await deployment.RowsAsync("SELECT status, reason, COUNT(*) FROM silver_card_images WHERE rendition = 'original' GROUP BY status, reason"));
        Assert.Equal(folder.CardCount, images.GetProperty("stored").GetInt32());
        // One request for each picture: nothing was done twice.
        Assert.Equal(folder.CardCount + 4, pictures.TakeRequests());
        Assert.Equal(["stored|4"], await deployment.RowsAsync("SELECT status, COUNT(*) FROM silver_set_images GROUP BY status"));
        Assert.Equal("", deployment.Errors);
    }
}
