using System.Net.Http.Json;
using System.Text.Json;
using Npgsql;
using PokedexTop.Testing;

namespace PokedexTop.Tests.EndToEnd;

/// <summary>deployment/postgresql/grants.sql: each stage's process with no more rights than it needs.</summary>
public sealed class RolesTests
{
    private const string Set = "tk1a";

    private static readonly string[] s_stages = ["ingest", "normalize", "images", "collections", "schedule", "web"];

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Every_stage_does_its_work_under_a_role_that_writes_its_own_layer_alone()
    {
        await using var pictures = await PictureHost.StartAsync();
        using var folder = new FolderOfSets(Set, "pop1");
        folder.PointImagesTo(pictures.Origin);
        await using var deployment = await Deployment.CreateAsync(folder.Source);
        deployment.Environment["Images__AllowedOrigins__0"] = pictures.Origin;
        deployment.Environment["Schedule__Enabled"] = "true";
        foreach (var kept in new[] { "Calls", "Runs", "Prices", "Audit" })
            deployment.Environment[$"Retention__{kept}"] = "30";
        await deployment.RunAsync(0, "migrate");
        await LogInByRolesAsync(deployment);
        foreach (var stage in s_stages.Except(["web"]))
            await (await deployment.StartAsync(stage)).ReadyAsync();
        var web = await (await deployment.StartAsync("web")).ReadyAsync();
        using var http = new HttpClient { BaseAddress = new Uri(web.Address, "/api/admin/") };

        // By a schedule that the web stage has the schedule stage run, and by the web stage itself.
        await PostAsync("schedules/full-sync/run", new { });
        await EventuallyAsync(async () => await deployment.CountAsync("SELECT COUNT(*) FROM bronze_sync_runs WHERE requested_by = 'schedule' AND status = 'completed'") == 1, "the scheduled sync is done");
        await EventuallyAsync(async () => await deployment.CountAsync("SELECT COUNT(*) FROM silver_card_images WHERE status = 'stored' AND rendition = 'original'") == folder.CardCount, "every picture is there");
        var cards = folder.Cards("pop1");
        cards.RemoveAt(0);
        folder.Write("pop1", cards);
        using var posted = await http.PostAsJsonAsync("syncs", new { }, Stop);
        await EventuallyAsync(async () => (await http.GetFromJsonAsync<JsonElement>(posted.Headers.Location, Stop)).GetProperty("done").GetBoolean(), "the second sync is done");
        Assert.Equal(folder.CardCount - 1, await deployment.CountAsync("SELECT COUNT(*) FROM silver_tcg_cards WHERE retired_at IS NULL"));
        foreach (var (path, order) in new (string, object)[] { ("replays", new { sets = new[] { "pop1" } }), ("rejects/retry", new { ids = Array.Empty<string>() }) })
            await PostAsync(path, order);
        await EventuallyAsync(async () => await deployment.CountAsync("SELECT COUNT(*) FROM silver_card_identities WHERE normalizer_version = 0") == 0, "what was replayed is normalized");
        foreach (var change in new[] { "pause", "resume" })
            await PostAsync($"schedules/full-sync/{change}", new { });
        foreach (var document in new[] { "status", "syncs", "rejects", "quality", "schedules" })
            (await http.GetAsync(new Uri(document, UriKind.Relative), Stop)).EnsureSuccessStatusCode();
        await PostAsync("schedules/missing-image-retry/run", new { });
        await ExecuteAsync(deployment.Environment["ConnectionStrings__Database"]!,
            """
            INSERT INTO bronze_api_calls (id, source, endpoint, requested_at, outcome, keyed) VALUES (-1, 'pokemontcg', 'sets', '2020-01-01Z', 'failed', false);
            INSERT INTO silver_card_prices (card_id, market, finish, observed_on, currency, bronze_id) SELECT MIN(card_id), 'tcgplayer', 'normal', d, 'USD', 0 FROM silver_tcg_cards, (VALUES ('2020-01-06'::date), ('2020-01-07')) days (d) GROUP BY d;
            INSERT INTO gold_audit_log (id, at, actor, action) VALUES ('old', '2020-01-01Z', 'admin', 'test')
            """);
        await PostAsync("schedules/housekeeping/run", new { });
        foreach (var gone in new[] { "bronze_api_calls WHERE id = -1", "silver_card_prices WHERE observed_on = '2020-01-06'", "gold_audit_log WHERE id = 'old'" })
            await EventuallyAsync(async () => await deployment.CountAsync($"SELECT COUNT(*) FROM {gone}") == 0, $"no {gone}");
        Assert.Equal(1, await deployment.CountAsync("SELECT COUNT(*) FROM silver_card_prices WHERE observed_on = '2020-01-07'"));
        await PostAsync("schedules/new-set-check/run", new { });
        await EventuallyAsync(async () => await deployment.CountAsync("SELECT COUNT(*) FROM bronze_sync_runs WHERE status = 'completed'") == 3, "new sets were looked for");
        Assert.Equal("", deployment.Errors);

        foreach (var (stage, statement) in new[]
        {
            ("normalize", "UPDATE bronze_tcg_cards SET version = 2"), ("normalize", "UPDATE silver_card_images SET status = 'missing'"), ("ingest", "SELECT 1 FROM silver_tcg_cards"),
            ("images", "UPDATE silver_tcg_cards SET name = ''"), ("schedule", "DELETE FROM bronze_tcg_cards"), ("collections", "UPDATE silver_tcg_cards SET name = ''"), ("images", "SELECT 1 FROM gold_users"), ("schedule", "SELECT 1 FROM gold_user_collections"), ("web", "UPDATE silver_tcg_cards SET name = ''"),
        })
            Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, (await Assert.ThrowsAsync<PostgresException>(() => ExecuteAsync(deployment.Logins[stage], statement))).SqlState);
        await ExecuteAsync(deployment.Logins["normalize"], "SELECT 1 FROM bronze_tcg_cards");

        async Task PostAsync(string path, object order)
        {
            using var answer = await http.PostAsJsonAsync(path, order, Stop);
            Assert.True(answer.IsSuccessStatusCode, $"{path}: {answer.StatusCode} {await answer.Content.ReadAsStringAsync(Stop)}\n{web.Program.StandardError}");
        }
    }

    /// <summary>The roles, twice as after an upgrade, and a login for each stage.</summary>
    private static async Task LogInByRolesAsync(Deployment deployment)
    {
        var owner = deployment.Environment["ConnectionStrings__Database"]!;
        var grants = await File.ReadAllTextAsync(RepositoryRoot.Combine("deployment", "postgresql", "grants.sql"), Stop);
        foreach (var _ in Enumerable.Range(0, 2))
            await ExecuteAsync(owner, grants);
        foreach (var stage in s_stages)
        {
            var login = $"{stage}_{Guid.NewGuid():N}";
            await ExecuteAsync(owner, $"CREATE ROLE {login} LOGIN PASSWORD 'Kanto-151' IN ROLE pokedextop_{stage}");
            deployment.Logins[stage] = new NpgsqlConnectionStringBuilder(owner) { Username = login, Password = "Kanto-151" }.ConnectionString;
        }
    }

    private static async Task ExecuteAsync(string connectionString, string sql)
    {
        await using var source = NpgsqlDataSource.Create(connectionString);
        await using var command = source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync(Stop);
    }

    private static Task EventuallyAsync(Func<Task<bool>> condition, string because) => Eventually.ThatAsync(_ => condition(), TimeSpan.FromSeconds(90), because, Stop);
}
