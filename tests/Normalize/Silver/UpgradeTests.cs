using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using PokedexTop.Catalogue;
using PokedexTop.Configuration;
using PokedexTop.Data;
using PokedexTop.Normalize.Silver;
using PokedexTop.Testing;

namespace PokedexTop.Normalize.Tests.Silver;

/// <summary>Databases of earlier versions keep what they hold.</summary>
public sealed class UpgradeTests
{
    private static readonly decimal?[] s_amounts = [326.67m, 99.94m, 5m, 0.05m, 9_999_999.9999m, null];

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [EveryDatabase]
    public async Task Prices_links_and_numbers_of_the_first_version_stay_and_amounts_are_numbers(DatabaseProvider provider)
    {
        using var folder = new TemporaryFolder();
        await using var database = (await TestDatabase.CreateAsync(provider, folder)).Open();
        var contexts = new SilverContextFactory(database);
        await using (var old = contexts.Create())
            await old.GetService<IMigrator>().MigrateAsync("Initial", Stop);
        await FillAsync(database);

        await contexts.Migrations.ApplyAsync(Stop);

        Assert.Equal(["c4", "c0", "c1", "c2"], await database.RowsAsync("SELECT card_id FROM silver_card_prices WHERE market_price > 3 ORDER BY market_price DESC"));
        await using var context = contexts.Create();
        Assert.Equal(s_amounts, await context.Prices.OrderBy(p => p.CardId).Select(p => p.MarketPrice).ToListAsync(Stop));
        Assert.Equal(s_amounts.Max(), await context.Prices.MaxAsync(p => p.MarketPrice, Stop));
        var link = await context.CardPokemon.SingleAsync(Stop);
        Assert.Equal(("c0", 25, CardSpecies.BySource), (link.CardId, link.PokedexNumber, link.MatchedBy));
        Assert.Equal(["58"], await database.RowsAsync("SELECT number FROM silver_tcg_cards"));
        Assert.Equal(1, await database.ExecuteAsync("UPDATE silver_tcg_cards SET number = NULL"));
    }

    /// <summary>As the first version wrote it: amounts as text on SQLite.</summary>
    private static async Task FillAsync(SqlDatabase database)
    {
        for (var i = 0; i < s_amounts.Length; i++)
        {
            var amount = s_amounts[i] is not { } value ? "NULL" : database.Provider == DatabaseProvider.Sqlite ? FormattableString.Invariant($"'{value:0.0###}'") : FormattableString.Invariant($"{value}");
            await database.ExecuteAsync($"INSERT INTO silver_card_prices (card_id, market, observed_on, finish, currency, market_price, bronze_id) VALUES ('c{i}', 'tcgplayer', '2026-11-01', 'normal', 'USD', {amount}, 1)");
        }
        await database.ExecuteAsync("INSERT INTO silver_tcg_sets (set_id, name, bronze_id, content_hash, normalized_at) VALUES ('s1', 'Set', 1, '', '2026-11-01')");
        await database.ExecuteAsync("INSERT INTO silver_tcg_cards (card_id, set_id, name, number, number_sort, supertype, bronze_id, content_hash, normalized_at) VALUES ('c0', 's1', 'Pikachu', '58', '000058', @supertype, 1, '', '2026-11-01')", ("@supertype", "Pokémon"));
        await database.ExecuteAsync("INSERT INTO silver_pokemon_master (pokedex_number, name, generation, source) VALUES (25, 'Pikachu', 1, 'built-in')");
        await database.ExecuteAsync("INSERT INTO silver_tcg_card_pokemon (card_id, position, pokedex_number) VALUES ('c0', 0, 25)");
    }
}
