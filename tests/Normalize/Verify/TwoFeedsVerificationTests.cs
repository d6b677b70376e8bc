using Microsoft.Extensions.DependencyInjection;
using PokedexTop.Ingest.Bronze;
using PokedexTop.Ingest.Syncs;
using PokedexTop.Normalize.Tests.Pipeline;
using PokedexTop.Normalize.Verify;
using PokedexTop.Testing;

namespace PokedexTop.Normalize.Tests.Verify;

/// <summary>A copy of two feeds is verified against each of them, by what that one gave.</summary>
public sealed class TwoFeedsVerificationTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Each_feed_finds_its_own_words_and_nobody_elses()
    {
        using var folder = new TemporaryFolder();
        using var first = new SampleCatalogue().WithSet("base1", 3);
        using var second = new SampleTcgdex().WithSet("base1", "Set base1", 4, "1", "2", "500").WithSet("exu", "Unseen", 1, "!").WithSet("ex10", "Unseen Forces", 2, "1", "2");
        await using (var before = await TestPipeline.StartAsync(folder, first.Path))
            await before.SyncAsync();
        await using (var beside = await TestPipeline.StartAsync(folder, second.Source))
        {
            await beside.SyncAsync();
            await AssertAsync(beside);
            // Where the source leaves pictures out for a while, nothing differs, and a sync would change nothing.
            second.EditAll(item => _ = (item.Remove("image"), item.Remove("logo"), item.Remove("symbol")));
            await AssertAsync(beside);
            var preview = await new SyncPreview(beside.Services.GetRequiredService<Ingest.Sources.ICardSource>(), beside.Services.GetRequiredService<UpToDateSets>(), beside.Services.GetRequiredService<SetLists>(),
                beside.Services.GetRequiredService<UnstoredCalls>(), beside.Services.GetRequiredService<LeftOutPictures>(), beside.Database).MakeAsync(new SyncScope(), force: true, tablesExist: true, Stop);
            Assert.Equal((0, 0), (preview.Cards!.Value.New, preview.Cards.Value.Changed));
            await beside.ExecuteAsync("UPDATE silver_tcg_cards SET artist = 'Somebody' WHERE card_id = 'base1-1'");
            await beside.ExecuteAsync("UPDATE silver_tcg_cards SET hp = 999 WHERE card_id = 'ex10-!'");
            await AssertAsync(beside, "differs-from-silver base1 base1-1 differing fields: artist", "differs-from-silver exu exu-! differing fields: hp");
            second.Remove("ex10-2");
            await AssertAsync(beside, "differs-from-silver base1 base1-1 differing fields: artist", "differs-from-silver exu exu-! differing fields: hp", "gone-from-source ex10 ex10-2 *");
        }

        await using var after = await TestPipeline.StartAsync(folder, first.Path);
        await AssertAsync(after);
        await after.ExecuteAsync("UPDATE silver_tcg_cards SET hp = 999 WHERE card_id = 'base1-2'");
        await AssertAsync(after, "differs-from-silver base1 base1-2 differing fields: hp");
    }

    private static async Task AssertAsync(TestPipeline pipeline, params string[] expected)
    {
        var differences = new List<Difference>();
        await pipeline.Services.GetRequiredService<Verification>().VerifyAsync(null, differences.Add, null, Stop);
        var found = differences.Select(d => $"{d.Kind} {d.SetId} {d.CardId} {d.Detail}").Order(StringComparer.Ordinal).ToList();
        Assert.Equal(expected.Length, found.Count);
        Assert.All(expected.Order(StringComparer.Ordinal).Zip(found), pair => Assert.StartsWith(pair.First.TrimEnd('*'), pair.Second, StringComparison.Ordinal));
    }
}
