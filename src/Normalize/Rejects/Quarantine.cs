using System.Globalization;
using PokedexTop.Configuration;
using PokedexTop.Data;
using PokedexTop.Ingest.Bronze;

namespace PokedexTop.Normalize.Rejects;

/// <summary>Lists what could not be normalised, and asks for another look at it.</summary>
public sealed class Quarantine(SqlDatabase database, UnstoredItems unstored, TimeProvider time)
{
    // KEY is a word of SQL Server's own; double quotes mean a name on all three.
    private const string Open = "SELECT id, layer, \"key\", reason, detail, attempts, first_at, last_at FROM silver_rejects WHERE resolved_at IS NULL ORDER BY layer DESC, \"key\"";

    private const string NextAttempts =
        """
        SELECT 'card', feed, feed_card_id, next_attempt_at FROM silver_card_identities WHERE outcome = 'rejected' AND next_attempt_at IS NOT NULL
        UNION ALL
        SELECT 'set', feed, feed_set_id, next_attempt_at FROM silver_set_identities WHERE outcome = 'rejected' AND next_attempt_at IS NOT NULL
        """;

    /// <summary>Open items: sets, then cards, then what could not enter bronze in the latest answer of its call.</summary>
    public async Task<List<QuarantinedItem>> ListAsync(CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        await using var attempts = connection.Command(NextAttempts);
        var next = (await attempts.ReadAsync(row => (Key: (row.GetString(0), $"{row.GetString(1)}/{row.GetString(2)}"), At: row.Utc(3)), cancellationToken)).ToDictionary(n => n.Key, n => n.At);
        await using var open = connection.Command(Open);
        var items = await open.ReadAsync(row => new QuarantinedItem(
            row.GetInt64(0).ToString(CultureInfo.InvariantCulture), row.GetString(1), row.GetString(2), row.GetString(3), row.GetString(4),
            row.GetInt32(5), row.Utc(6), row.Utc(7), next.TryGetValue((row.GetString(1), row.GetString(2)), out var at) ? at : null), cancellationToken);
        items.AddRange((await unstored.CurrentAsync(cancellationToken)).Select(item => new QuarantinedItem(
            string.Create(CultureInfo.InvariantCulture, $"b{item.RejectId}"), "bronze", string.Create(CultureInfo.InvariantCulture, $"{item.Endpoint} item {item.Position + 1}"),
            "not-a-version", item.Reason, 0, item.ReceivedAt, item.ReceivedAt, null)));
        return items;
    }

    /// <summary>What was received of an item, as it was; null where it is not there any more.</summary>
    /// <param name="item">As the list has it.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public async Task<string?> PayloadAsync(QuarantinedItem item, CancellationToken cancellationToken)
    {
        var sql = item.Layer switch
        {
            "bronze" => "SELECT payload FROM bronze_rejects WHERE id = @id",
            "card" => "SELECT b.payload FROM silver_rejects r JOIN bronze_tcg_cards b ON b.id = r.bronze_id WHERE r.id = @id",
            "set" => "SELECT b.payload FROM silver_rejects r JOIN bronze_tcg_sets b ON b.id = r.bronze_id WHERE r.id = @id",
            _ => "SELECT b.payload FROM silver_rejects r JOIN bronze_tcg_prices b ON b.id = r.bronze_id WHERE r.id = @id",
        };
        await using var connection = await database.OpenAsync(cancellationToken);
        await using var select = connection.Command(sql, ("@id", long.Parse(item.Id.TrimStart('b'), CultureInfo.InvariantCulture)));
        return (await select.ReadAsync(row => row.TextOrNull(0), cancellationToken)).FirstOrDefault();
    }

    /// <summary>Puts items back into Normalize's backlog.</summary>
    /// <param name="ids">Ids, keys such as <c>pokemontcg/base1-4</c>, or card and set ids of a feed; none for every open item.</param>
    /// <param name="cancellationToken">Stops before anything is written.</param>
    /// <exception cref="ConfigurationException">An id that is not in quarantine, or that only the source can mend.</exception>
    public async Task<RetriedItems> RetryAsync(IReadOnlyCollection<string> ids, CancellationToken cancellationToken)
    {
        var open = await ListAsync(cancellationToken);
        var chosen = ids.Count == 0 ? open.Where(i => i.Layer is "card" or "set").ToList() : [.. ids.SelectMany(id => Find(id, open)).Distinct()];
        var feeds = await FeedsAsync(cancellationToken);
        await using var write = await database.BeginWriteAsync("silver", cancellationToken);
        var cards = 0;
        var sets = 0;
        foreach (var feed in feeds)
        {
            cards += await MarkAsync(write, "silver_card_identities", "feed_card_id", feed, Ids(chosen, "card", feed), cancellationToken);
            sets += await MarkAsync(write, "silver_set_identities", "feed_set_id", feed, Ids(chosen, "set", feed), cancellationToken);
        }
        await write.CommitAsync(cancellationToken);
        return new RetriedItems(cards, sets);
    }

    private static List<string> Ids(List<QuarantinedItem> chosen, string layer, string feed) =>
        [.. chosen.Where(i => i.Layer == layer && i.Key.StartsWith(feed + "/", StringComparison.Ordinal)).Select(i => i.Key[(feed.Length + 1)..])];

    private static List<QuarantinedItem> Find(string id, List<QuarantinedItem> open)
    {
        var found = open.Where(i => i.Id == id || (i.Layer != "bronze" && (i.Key == id || i.Key.EndsWith("/" + id, StringComparison.Ordinal)))).ToList();
        if (found.Count == 0)
            throw new ConfigurationException($"'{id}' is not in quarantine; 'pokedextop rejects list' shows what is.");
        if (found.Find(i => i.Layer == "bronze") is { } bronze)
            throw new ConfigurationException($"'{id}' ({bronze.Key}) never became a version: {bronze.Detail}. It is looked at again when a sync reads it again.");
        if (found.Find(i => i.Layer == "price") is { } price)
            throw new ConfigurationException($"'{id}' ({price.Key}) is a block of prices: {price.Detail}. The card itself is not in quarantine, and its next prices take this one's place.");
        return found;
    }

    // A feed's name may hold a slash (tcgdex/en), so keys are taken apart by the feeds there are.
    private async Task<List<string>> FeedsAsync(CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        await using var select = connection.Command("SELECT DISTINCT feed FROM bronze_tcg_sets UNION SELECT DISTINCT feed FROM bronze_set_fetches");
        return await select.ReadAsync(row => row.GetString(0), cancellationToken);
    }

    private async Task<int> MarkAsync(WriteTransaction write, string table, string column, string feed, List<string> ids, CancellationToken cancellationToken) =>
        ids.Count == 0 ? 0 : await write.ExecuteAsync(
            $"UPDATE {table} SET normalizer_version = 0, next_attempt_at = @now WHERE feed = @feed AND outcome = 'rejected' AND {database.IsOneOf(column, "@ids")}",
            [("@now", time.UtcNow()), ("@feed", feed), ("@ids", database.TextList(ids))], cancellationToken);
}
