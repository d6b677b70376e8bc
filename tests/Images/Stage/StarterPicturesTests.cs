using PokedexTop.Configuration;
using PokedexTop.Data;
using PokedexTop.Images.Tests.Doubles;
using PokedexTop.Testing;

namespace PokedexTop.Images.Tests.Stage;

public sealed class StarterPicturesTests
{
    [Theory]
    [EveryDatabase]
    public async Task Pictures_of_the_starter_catalogue_leave_with_its_cards_and_those_of_others_stay(DatabaseProvider provider)
    {
        await using var catalogue = await CardCatalogue.StartAsync(provider);
        await catalogue.FillAsync("c1", "starter-1");
        await catalogue.AddSetAsync("starter", CardCatalogue.Small("starter-symbol"));
        const string columns = "version, content_hash, source, requested_at, fetched_at, api_call_id, sync_id, payload) VALUES (1, 'starter',";
        const string values = "1, 'h', 'starter', @now, @now, 1, '', '{}')";
        var now = ("@now", (object?)catalogue.Time.GetUtcNow().UtcDateTime);
        await catalogue.ExecuteAsync($"INSERT INTO bronze_tcg_cards (id, feed, card_id, {columns} 'starter-1', {values}", now);
        await catalogue.ExecuteAsync($"INSERT INTO bronze_tcg_sets (id, feed, set_id, {columns} 'starter', {values}", now);
        await catalogue.DrainAsync();
        Assert.Equal("stored|4|4", await catalogue.StateAsync("starter-1"));

        await catalogue.NoteAsync("starter-1", "retired");
        await catalogue.ExecuteAsync("DELETE FROM silver_tcg_cards WHERE card_id = 'starter-1'");
        await catalogue.ExecuteAsync("DELETE FROM silver_tcg_sets WHERE set_id = 'starter'");
        await catalogue.DrainAsync();

        Assert.Equal(["c1"], await catalogue.RowsAsync("SELECT DISTINCT card_id FROM silver_card_images"));
        Assert.Equal(["s1"], await catalogue.RowsAsync("SELECT DISTINCT set_id FROM silver_set_images"));
        Assert.Equal("stored|4|4", await catalogue.StateAsync("c1"));
        Assert.Equal(0, (await catalogue.BacklogAsync()).Total);
    }
}
