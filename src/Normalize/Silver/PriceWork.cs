using PokedexTop.Hosting.Data;
using PokedexTop.Normalize.Cards;

namespace PokedexTop.Normalize.Silver;

/// <summary>Turns price blocks of bronze into rows of <c>silver_card_prices</c>, each block once, in commit order.</summary>
internal sealed class PriceWork(SqlDatabase database)
{
    private const int Page = 2_000;

    private const string Blocks =
        "SELECT p.id, i.card_id, p.market, p.payload, p.observed_on FROM bronze_tcg_prices p LEFT JOIN silver_card_identities i ON i.feed = p.feed AND i.feed_card_id = p.card_id";

    /// <summary>Works off the blocks of a feed after its mark.</summary>
    public async Task WorkAsync(string feed, CancellationToken cancellationToken)
    {
        while (await BehindAsync(feed, cancellationToken) && await WorkPageAsync(feed, cancellationToken))
        {
        }
    }

    /// <summary>Blocks of cards that appear now, which the mark may have passed while there was no card to hang them on.</summary>
    public async Task WriteForAsync(WriteTransaction write, string feed, IReadOnlyCollection<string> feedCardIds, CancellationToken cancellationToken)
    {
        await using var select = write.Command($"{Blocks} WHERE p.feed = @feed AND {database.IsOneOf("p.card_id", "@ids")}", ("@feed", feed), ("@ids", database.TextList(feedCardIds)));
        await WriteAsync(write, await select.ReadAsync(Read, cancellationToken), cancellationToken);
    }

    /// <summary>Blocks not yet looked at.</summary>
    public async Task<bool> BehindAsync(string feed, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        await using var select = connection.Command(
            "SELECT COALESCE((SELECT MAX(id) FROM bronze_tcg_prices), 0) - COALESCE((SELECT MAX(bronze_id) FROM silver_price_marks WHERE feed = @feed), 0)", ("@feed", feed));
        return Convert.ToInt64(await select.ExecuteScalarAsync(cancellationToken), System.Globalization.CultureInfo.InvariantCulture) > 0;
    }

    private async Task<bool> WorkPageAsync(string feed, CancellationToken cancellationToken)
    {
        await using var write = await database.BeginWriteAsync("silver", cancellationToken);
        await using var markSelect = write.Command("SELECT bronze_id FROM silver_price_marks WHERE feed = @feed", ("@feed", feed));
        var mark = (await markSelect.ReadAsync(r => r.GetInt64(0), cancellationToken)).FirstOrDefault();
        await using var select = write.Command(database.First($"{Blocks} WHERE p.id > @mark AND p.feed = @feed ORDER BY p.id", Page), ("@feed", feed), ("@mark", mark));
        var blocks = await select.ReadAsync(Read, cancellationToken);
        if (blocks.Count == 0)
        {
            // The newest blocks are another feed's: this one has seen everything up to them.
            await using var newest = write.Command("SELECT COALESCE(MAX(id), 0) FROM bronze_tcg_prices");
            mark = Convert.ToInt64(await newest.ExecuteScalarAsync(cancellationToken), System.Globalization.CultureInfo.InvariantCulture);
        }
        await WriteAsync(write, blocks, cancellationToken);
        await database.UpsertAsync(write, SilverTables.PriceMarks, [new PriceMark { Feed = feed, BronzeId = blocks.Count > 0 ? blocks[^1].Id : mark }], cancellationToken);
        await write.CommitAsync(cancellationToken);
        return blocks.Count > 0;
    }

    private async Task WriteAsync(WriteTransaction write, List<Block> blocks, CancellationToken cancellationToken)
    {
        // A later block of the same day replaces the earlier one; one statement must not meet a key twice.
        var rows = new Dictionary<(string, string, string, DateOnly), CardPrice>();
        foreach (var block in blocks)
        {
            if (block.CardId is null || PriceNormalizer.Normalize(block.Market, block.Payload, block.ObservedOn) is not NormalizedPrices prices)
                continue;
            foreach (var row in prices.Rows)
            {
                row.CardId = block.CardId;
                row.Market = block.Market;
                row.ObservedOn = prices.ObservedOn;
                row.BronzeId = block.Id;
                rows[(row.CardId, row.Market, row.Finish, row.ObservedOn)] = row;
            }
        }
        await database.UpsertAsync(write, SilverTables.Prices, [.. rows.Values], cancellationToken);
    }

    private static Block Read(System.Data.Common.DbDataReader row) => new(
        row.GetInt64(0), row.TextOrNull(1), row.GetString(2), row.GetString(3), DateOnly.FromDateTime(row.GetDateTime(4)));

    private sealed record Block(long Id, string? CardId, string Market, string Payload, DateOnly ObservedOn);
}
