using System.Diagnostics;
using PokedexTop.Data;
using PokedexTop.Images.Tests.Doubles;

namespace PokedexTop.Images.Tests.Stage;

public sealed class BacklogTests(ITestOutputHelper output)
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    /// <summary>How large tables may be read: by an index that holds all that is asked, or by key.</summary>
    [Fact]
    public async Task With_nothing_to_do_no_large_table_is_read_through()
    {
        await using var database = new ExplainingDatabase($"Data Source={Path.Combine(Directory.CreateTempSubdirectory("pokedextop-").FullName, "images.db")}");
        await using var catalogue = await CardCatalogue.StartAsync(database);
        await catalogue.FillAsync("c1", "c2");
        await catalogue.DrainAsync();
        // Nor for a picture that others may share.
        Assert.Contains(database.Plans, p => p.Key.Contains("sha256 = @sha", StringComparison.Ordinal) && p.Value.Contains("ix_silver_card_images_picture", StringComparison.Ordinal));
        database.Plans.Clear();
        await catalogue.BacklogAsync();
        await catalogue.Get<PokedexTop.Images.Status.ImagesStatus>().CardsAsync(Stop);
        Assert.Equal(0, await catalogue.DrainAsync());

        Assert.NotEmpty(database.Plans);
        foreach (var (sql, plan) in database.Plans)
        {
            output.WriteLine($"{sql}\n{plan}\n");
            // h is no table but what the plan's line before took from an index: each card's newest change.
            var scans = plan.Split('\n').Where(line => line.Contains("SCAN", StringComparison.Ordinal) && !line.Contains("CONSTANT ROW", StringComparison.Ordinal) && line != "SCAN h");
            Assert.All(scans, line => Assert.True(line.Contains("USING COVERING INDEX", StringComparison.Ordinal) || line.Contains("_set", StringComparison.Ordinal), $"{line}\n{sql}"));
            Assert.True(!plan.Contains("TEMP B-TREE", StringComparison.Ordinal) || plan.Contains("SCAN silver_set_images", StringComparison.Ordinal), $"{plan}\n{sql}");
        }
    }

    [Fact]
    public async Task Twenty_thousand_stored_cards_are_compared_with_the_tables_in_a_moment()
    {
        await using var catalogue = await CardCatalogue.StartAsync();
        await catalogue.FillAsync("c00000");
        await catalogue.DrainAsync();
        const string numbers = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 20000)";
        const string text = "'A text as long as those of a card usually are, with attacks, abilities, rules and what else stands on it. ' || hex(randomblob(500))";
        await catalogue.ExecuteAsync($"{numbers} INSERT INTO silver_tcg_cards (card_id, set_id, name, number, number_sort, supertype, flavor_text, image_large_url, image_small_url, bronze_id, content_hash, normalized_at) SELECT printf('c%05d', i), 's1', 'n', '1', '1', 'Energy', {text}, 'https://images.example/' || i || '_hires.png', 'https://images.example/' || i || '.png', i, 'h', '2026-11-24' FROM n");
        await catalogue.ExecuteAsync($"{numbers} INSERT INTO silver_changes (id, card_id, kind, bronze_id, at) SELECT 100 + i, printf('c%05d', i), 'appeared', i, '2026-11-24' FROM n");
        var planned = Stopwatch.GetTimestamp();
        await catalogue.Get<ImagePlanner>().PlanBehindAsync(Stop);
        output.WriteLine($"20,000 cards planned in {Stopwatch.GetElapsedTime(planned).TotalMilliseconds:0} ms");
        await catalogue.ExecuteAsync("UPDATE silver_card_images SET status = 'stored', next_attempt_at = CASE WHEN rendition = 'original' THEN '2027-01-01 00:00:00' END, settings = CASE WHEN rendition = 'original' THEN 'v1' END, object_key = 'originals/ab/' || hex(randomblob(32)), url = 'https://cdn.example/originals/ab/' || hex(randomblob(32)), sha256 = hex(randomblob(32)), etag = hex(randomblob(16))");

        Assert.Equal(0, (await catalogue.BacklogAsync()).Total);
        var looked = Stopwatch.GetTimestamp();
        for (var round = 0; round < 5; round++)
            Assert.Equal(0, await catalogue.DrainAsync());
        var each = Stopwatch.GetElapsedTime(looked).TotalMilliseconds / 5;
        output.WriteLine($"a look with nothing to do takes {each:0} ms");
        // What it takes is measured by the benchmarks; this only tells a look from a walk through the tables.
        Assert.True(each < 500, $"{each:0} ms");
        Assert.Empty(catalogue.Gallery.TakeRequests().Skip(1));
    }
}
