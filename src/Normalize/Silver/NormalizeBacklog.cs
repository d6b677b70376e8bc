using System.Data.Common;
using PokedexTop.Catalogue;
using PokedexTop.Data;
using PokedexTop.Ingest.Sources;
using PokedexTop.Normalize.Feeds;

namespace PokedexTop.Normalize.Silver;

/// <summary>What Normalize has still to do, from the tables.</summary>
/// <param name="Cards">Cards whose latest version is not normalised, or was by an older normaliser, or whose retry is due.</param>
/// <param name="Sets">Sets likewise, and those that have another id now.</param>
/// <param name="Fetches">Complete set fetches that silver was not compared with, of syncs that have fetched all they can.</param>
public sealed record NormalizeBacklogCounts(int Cards, int Sets, int Fetches)
{
    public int Total => Cards + Sets + Fetches;
}

/// <summary>Counts Normalize's backlog.</summary>
public sealed class NormalizeBacklog(SqlDatabase database, TimeProvider time)
{
    /// <summary>The condition on a latest bronze row <c>b</c> and its identity <c>i</c> that there is work.</summary>
    internal static readonly string IsBehind = $"(i.feed IS NULL OR i.bronze_id <> b.id OR i.normalizer_version < {FeedNormalizers.VersionOf("b.feed")} OR i.next_attempt_at <= @now)";

    // While the starter catalogue stands beside a real feed, its bronze rows are history, not work.
    internal const string RealFeed = "(b.feed <> 'starter' OR NOT EXISTS (SELECT 1 FROM bronze_tcg_sets o WHERE o.feed <> 'starter'))";

    public async Task<NormalizeBacklogCounts> CountAsync(CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        // First: what becomes of these is sets and cards to normalise again.
        var renamed = (await RenamedSet.FindAsync(connection, TcgdexFeed.Of(FeedLanguage.English), cancellationToken)).Count(r => !r.IsDone);
        var cards = await CountCardsAsync(connection, cancellationToken);
        var sets = renamed + await CountAsync(connection,
            $"""
            SELECT COUNT(*) FROM bronze_tcg_sets b LEFT JOIN silver_set_identities i ON i.feed = b.feed AND i.feed_set_id = b.set_id
            WHERE {IsBehind} AND {RealFeed}
            AND NOT EXISTS (SELECT 1 FROM bronze_tcg_sets n WHERE n.feed = b.feed AND n.set_id = b.set_id AND n.version > b.version)
            """, cancellationToken);
        var fetches = await CountAsync(connection,
            $"""
            SELECT COUNT(*) FROM silver_set_identities i
            JOIN bronze_set_fetches f ON f.id = (SELECT MAX(n.id) FROM bronze_set_fetches n WHERE n.feed = i.feed AND n.set_id = i.feed_set_id AND n.complete = @yes)
            WHERE {SetFetchApplication.IsPending} AND NOT {SetFetchApplication.IsFetching}
            """, cancellationToken);
        return new NormalizeBacklogCounts(cards, sets, fetches);
    }

    /// <summary>The cards alone. Counting joins two indexes once, which costs less than looking for the first few one by one where there are none.</summary>
    public async Task<int> CountCardsAsync(CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        return await CountCardsAsync(connection, cancellationToken);
    }

    /// <summary>When the oldest version was fetched that Normalize never looked at; null where there is none. Retries and new normaliser versions are no delay.</summary>
    public async Task<DateTime?> OldestAsync(CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        await using var select = connection.Command(
            $"""
            SELECT MIN(b.fetched_at) FROM bronze_tcg_cards b LEFT JOIN silver_card_identities i ON i.feed = b.feed AND i.feed_card_id = b.card_id
            WHERE (i.feed IS NULL OR i.bronze_id <> b.id) AND {RealFeed}
            AND NOT EXISTS (SELECT 1 FROM bronze_tcg_cards n WHERE n.feed = b.feed AND n.card_id = b.card_id AND n.version > b.version)
            """);
        return (await select.ReadAsync(r => r.UtcOrNull(0), cancellationToken))[0];
    }

    private Task<int> CountCardsAsync(DbConnection connection, CancellationToken cancellationToken) => CountAsync(connection,
        $"""
        SELECT COUNT(*) FROM bronze_tcg_cards b LEFT JOIN silver_card_identities i ON i.feed = b.feed AND i.feed_card_id = b.card_id
        WHERE {IsBehind} AND {RealFeed}
        AND NOT EXISTS (SELECT 1 FROM bronze_tcg_cards n WHERE n.feed = b.feed AND n.card_id = b.card_id AND n.version > b.version)
        """, cancellationToken);

    private async Task<int> CountAsync(DbConnection connection, string sql, CancellationToken cancellationToken)
    {
        await using var select = connection.Command(sql, ("@now", time.UtcNow()), ("@yes", true));
        return (int)await select.CountAsync(cancellationToken);
    }
}
