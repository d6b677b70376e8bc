using System.Data.Common;
using PokedexTop.Catalogue;
using PokedexTop.Data;
using PokedexTop.Ingest.Sources;
using PokedexTop.Normalize.Feeds;
using PokedexTop.Normalize.Feeds.Reading;

namespace PokedexTop.Normalize.Silver;

/// <summary>Turns price blocks of bronze into rows of <c>silver_card_prices</c>, each block once, in commit order.</summary>
internal sealed class PriceNormalization(SqlDatabase database, FindingRows findings, TimeProvider time)
{
    private const int Page = 2_000;

    private const string Blocks =
        "SELECT p.id, p.card_id, i.card_id, p.market, p.payload, p.observed_on FROM bronze_tcg_prices p LEFT JOIN silver_card_identities i ON i.feed = p.feed AND i.feed_card_id = p.card_id";

    private const string Mark = "SELECT COALESCE(MAX(bronze_id), 0) FROM silver_price_marks WHERE feed = @feed";
    private const string Newest = "SELECT COALESCE(MAX(id), 0) FROM bronze_tcg_prices";

    /// <summary>Works off the blocks of a feed after its mark.</summary>
    public async Task WorkAsync(string feed, CancellationToken cancellationToken)
    {
        while (await BehindAsync(feed, cancellationToken) && await WorkPageAsync(feed, cancellationToken))
        {
        }
    }

    /// <summary>Parses the blocks up to the mark of cards that are going to be written, before the lock is taken in which they are.</summary>
    public async Task<Dictionary<long, PriceNormalizationResult>> ParseAsync(string feed, IReadOnlyCollection<string> feedCardIds, CancellationToken cancellationToken) =>
        feedCardIds.Count == 0 ? [] : await ParseAsync(feed, $"{Blocks} WHERE p.feed = @feed AND p.id <= ({Mark}) AND {database.IsOneOf("p.card_id", "@ids")}", [("@ids", database.TextList(feedCardIds))], cancellationToken);

    private async Task<Dictionary<long, PriceNormalizationResult>> ParseAsync(string feed, string sql, (string, object?)[] parameters, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        if (await NumberAsync(connection.Command(Newest), cancellationToken) == 0)
            return [];
        await using var select = connection.Command(sql, [("@feed", feed), .. parameters]);
        return (await select.ReadAsync(r => Read(r, feed), cancellationToken)).ToDictionary(b => b.Id, b => b.Result);
    }

    /// <summary>
    /// The blocks up to the mark of some cards: of those that appear now, which the mark has passed while there was no card to hang
    /// them on, and of those that an older normaliser read. Those after it come in their turn.
    /// </summary>
    /// <param name="write">The transaction that writes the cards.</param>
    /// <param name="feed">Their feed.</param>
    /// <param name="feedCardIds">Their ids in it.</param>
    /// <param name="parsed">What is parsed already, by block; others came meanwhile.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public async Task WriteForAsync(WriteTransaction write, string feed, IReadOnlyCollection<string> feedCardIds, IReadOnlyDictionary<long, PriceNormalizationResult> parsed, CancellationToken cancellationToken)
    {
        if (feedCardIds.Count == 0 || await NumberAsync(write.Command(Mark, ("@feed", feed)), cancellationToken) is not (> 0 and var mark))
            return;
        (string, object?)[] cards = [("@feed", feed), ("@ids", database.TextList(feedCardIds)), ("@mark", mark)];
        // What a block gives now may be less than it gave an older normaliser.
        await write.ExecuteAsync(
            $"""
            DELETE FROM silver_card_prices
            WHERE card_id IN (SELECT i.card_id FROM silver_card_identities i WHERE i.feed = @feed AND {database.IsOneOf("i.feed_card_id", "@ids")})
            AND bronze_id IN (SELECT p.id FROM bronze_tcg_prices p WHERE p.feed = @feed AND p.id <= @mark AND {database.IsOneOf("p.card_id", "@ids")})
            """, cards, cancellationToken);
        List<Block> blocks;
        for (var after = 0L; ; after = blocks[^1].Id)
        {
            await using var select = write.Command(
                database.First($"{Blocks} WHERE p.feed = @feed AND {database.IsOneOf("p.card_id", "@ids")} AND p.id > @after AND p.id <= @mark ORDER BY p.id", Page), [.. cards, ("@after", after)]);
            blocks = await select.ReadAsync(r => Read(r, feed, parsed.GetValueOrDefault(r.GetInt64(0))), cancellationToken);
            await WriteAsync(write, feed, blocks, cancellationToken);
            if (blocks.Count < Page)
                return;
        }
    }

    /// <summary>Blocks not yet looked at.</summary>
    public async Task<bool> BehindAsync(string feed, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        return await NumberAsync(connection.Command($"SELECT ({Newest}) - ({Mark})", ("@feed", feed)), cancellationToken) > 0;
    }

    private async Task<bool> WorkPageAsync(string feed, CancellationToken cancellationToken)
    {
        try
        {
            return await WorkPageAsync(feed, Page, null, cancellationToken);
        }
        catch (Exception error) when (database.IsAboutRows(error))
        {
            // One block must not stop the others: going one by one finds it and puts it into quarantine.
            for (var block = 0; block < Page; block++)
            {
                if (!await WorkBlockAsync(feed, cancellationToken))
                    return false;
            }
            return true;
        }
    }

    private async Task<bool> WorkBlockAsync(string feed, CancellationToken cancellationToken)
    {
        try
        {
            return await WorkPageAsync(feed, 1, null, cancellationToken);
        }
        catch (Exception error) when (database.IsAboutRows(error))
        {
            return await WorkPageAsync(feed, 1, new QuarantinedPrices(RejectReasons.Failed, $"{error.GetType().Name}: {error.Message}"), cancellationToken);
        }
    }

    /// <param name="feed">The feed.</param>
    /// <param name="page">Blocks to take.</param>
    /// <param name="instead">What becomes of them where it is known already.</param>
    /// <param name="cancellationToken">Nothing is written then.</param>
    /// <returns>Whether there were any.</returns>
    private async Task<bool> WorkPageAsync(string feed, int page, QuarantinedPrices? instead, CancellationToken cancellationToken)
    {
        var parsed = instead is null ? await ParseAsync(feed, database.First($"{Blocks} WHERE p.id > ({Mark}) AND p.feed = @feed ORDER BY p.id", page), [], cancellationToken) : [];
        await using var write = await database.BeginWriteAsync("silver", cancellationToken);
        var mark = await NumberAsync(write.Command(Mark, ("@feed", feed)), cancellationToken);
        var newest = await NumberAsync(write.Command(Newest), cancellationToken);
        await using var select = write.Command(database.First($"{Blocks} WHERE p.id > @mark AND p.feed = @feed ORDER BY p.id", page), ("@feed", feed), ("@mark", mark));
        var blocks = await select.ReadAsync(r => Read(r, feed, instead ?? parsed.GetValueOrDefault(r.GetInt64(0))), cancellationToken);
        await WriteAsync(write, feed, blocks, cancellationToken);
        // Where the newest blocks are another feed's, this one has seen everything up to them.
        await database.UpsertAsync(write, SilverTables.PriceMarks, [new PriceMark { Feed = feed, BronzeId = blocks.Count > 0 ? blocks[^1].Id : newest }], cancellationToken);
        await write.CommitAsync(cancellationToken);
        return blocks.Count > 0;
    }

    private async Task WriteAsync(WriteTransaction write, string feed, List<Block> blocks, CancellationToken cancellationToken)
    {
        if (blocks.Count == 0)
            return;
        // A later block of the same day replaces the earlier one; one statement must not meet a key twice.
        var rows = new Dictionary<(string, string, string, DateOnly), CardPrice>();
        var outcomes = new Dictionary<string, RejectedKey?>(StringComparer.Ordinal);
        // Issues tell of the block that counts now, which is the latest that could be read.
        var latest = new Dictionary<(string CardId, string Market), ItemFindings>();
        var observed = TcgdexFeed.Is(feed) ? await ObservedPrices.ReadAsync(write, database, feed, [.. blocks.Select(b => b.CardId).OfType<string>().Distinct(StringComparer.Ordinal)], blocks[0].Id, cancellationToken) : null;
        foreach (var block in blocks)
        {
            if (block.CardId is null)
                continue;
            var key = $"{feed}/{block.FeedCardId}/{block.Market}";
            outcomes[key] = block.Result is QuarantinedPrices rejected ? new RejectedKey(key, block.Id, rejected.Reason, rejected.Detail) : null;
            if (block.Result is not NormalizedPrices prices)
                continue;
            // Blocks come anew every day: their drift is noted where it first shows, not counted up day by day.
            latest[(block.CardId, block.Market)] = new ItemFindings(block.CardId, null, block.Id, prices.Findings, prices.Drift, CountDrift: false);
            foreach (var row in prices.Rows)
            {
                row.CardId = block.CardId;
                row.Market = block.Market;
                row.ObservedOn = prices.ObservedOn;
                row.BronzeId = block.Id;
                if (observed?.IsNews(row) == false)
                    continue;
                rows[(row.CardId, row.Market, row.Finish, row.ObservedOn)] = row;
            }
        }
        await database.UpsertAsync(write, SilverTables.Prices, [.. rows.Values], cancellationToken);
        foreach (var market in latest.Keys.GroupBy(k => k.Market))
            await findings.ClearPricesAsync(write, market.Key, [.. market.Select(k => k.CardId)], cancellationToken);
        await findings.WriteAsync(write, [.. latest.Values], time.UtcNow(), cancellationToken);
        await findings.RejectAsync(write, "price", [.. outcomes.Values.OfType<RejectedKey>()], [.. outcomes.Where(o => o.Value is null).Select(o => o.Key)], time.UtcNow(), cancellationToken);
    }

    private static async Task<long> NumberAsync(DbCommand command, CancellationToken cancellationToken)
    {
        await using (command)
            return await command.CountAsync(cancellationToken);
    }

    private static Block Read(DbDataReader row, string feed, PriceNormalizationResult? known = null) => new(row.GetInt64(0), row.GetString(1), row.TextOrNull(2), row.GetString(3),
        known ?? FeedNormalizers.Of(feed).NormalizePrices(row.GetString(3), row.Utf8(4), DateOnly.FromDateTime(row.GetDateTime(5))));

    private sealed record Block(long Id, string FeedCardId, string? CardId, string Market, PriceNormalizationResult Result);
}
