using System.Runtime.CompilerServices;
using PokedexTop.Contracts;
using PokedexTop.Data;
using PokedexTop.Ingest.Sources;
using PokedexTop.Messaging;
using PokedexTop.Normalize.Feeds;
using PokedexTop.Normalize.Silver;

namespace PokedexTop.Normalize;

/// <summary>
/// Normalize's work, whoever asks: messages name cards and fetches, the backlog is computed from tables; both end in the
/// same calls.
/// </summary>
public sealed class NormalizeWork
{
    private const int Page = 500;

    private readonly SqlDatabase _database;
    private readonly CardNormalization _cards;
    private readonly SetNormalization _sets;
    private readonly SetFetchApplication _fetches;
    private readonly RenamedSets _renamed;
    private readonly PriceNormalization _prices;
    private readonly SpeciesMaster _species;
    private readonly NormalizeBacklog _backlog;
    private readonly SyncOrders _orders;
    private readonly CardTraces _traces;
    private readonly StagePublisher? _publisher;
    private readonly TimeProvider _time;

    internal NormalizeWork(SqlDatabase database, CardNormalization cards, SetNormalization sets, SetFetchApplication fetches, RenamedSets renamed, PriceNormalization prices, SpeciesMaster species, NormalizeBacklog backlog, SyncOrders orders, StagePublisher? publisher, TimeProvider time) =>
        (_database, _cards, _sets, _fetches, _renamed, _prices, _species, _backlog, _orders, _traces, _publisher, _time) = (database, cards, sets, fetches, renamed, prices, species, backlog, orders, new CardTraces(orders), publisher, time);

    /// <summary>Normalises the card versions of one commit, as far as they are their cards' latest and there is anything to do.</summary>
    public async Task NormalizeAsync(CardFetched fetched, CancellationToken cancellationToken)
    {
        var force = (await _orders.OfAsync(fetched.SyncId, cancellationToken)).Force;
        for (long? next = fetched.FirstBronzeId; next is { } first;)
        {
            var began = _time.GetUtcNow();
            (var outcomes, next) = await _cards.WorkRangeAsync(fetched.Feed, first, fetched.LastBronzeId, force, cancellationToken);
            await ReportAsync(fetched.Feed, outcomes, began, cancellationToken);
        }
    }

    /// <summary>Normalises cards the backlog named, or a replay asked for.</summary>
    /// <param name="feed">The cards' feed.</param>
    /// <param name="feedCardIds">Ids in that feed.</param>
    /// <param name="force">Normalise also what looks done.</param>
    /// <param name="cancellationToken">Stops between transactions.</param>
    private async Task NormalizeAsync(string feed, IReadOnlyCollection<string> feedCardIds, bool force, CancellationToken cancellationToken)
    {
        var began = _time.GetUtcNow();
        await ReportAsync(feed, await _cards.WorkAsync(feed, feedCardIds, force, cancellationToken), began, cancellationToken);
    }

    private async Task ReportAsync(string feed, List<CardOutcome> outcomes, DateTimeOffset began, CancellationToken cancellationToken)
    {
        NormalizeTelemetry.Count(outcomes);
        await _traces.RecordAsync(feed, outcomes, began, _time.GetUtcNow(), cancellationToken);
        await PublishAsync([.. outcomes.Select(o => o.Change).OfType<CardChange>()], cancellationToken);
    }

    /// <summary>Announces the changes of one commit.</summary>
    private async Task PublishAsync(List<CardChange> changes, CancellationToken cancellationToken)
    {
        if (_publisher is null || changes.Count == 0)
            return;
        var syncs = changes.Select(c => c.SyncId).Distinct().Take(2).ToList();
        var syncId = syncs.Count == 1 ? syncs[0] ?? Guid.Empty : Guid.Empty;
        await _publisher.PublishAsync([new CardNormalized(syncId, changes.Min(c => c.Id), changes.Max(c => c.Id), changes.Count)], cancellationToken);
    }

    /// <summary>Derives retirement and return from complete fetches, and takes over their sets and prices.</summary>
    public async Task ApplyFetchesAsync(IReadOnlyCollection<long> setFetchIds, CancellationToken cancellationToken)
    {
        foreach (var feed in await FeedsAsync(cancellationToken))
        {
            await _sets.WorkAsync(feed, cancellationToken);
            if (await DueRetriesAsync(feed, cancellationToken) is { Count: > 0 } due)
                await NormalizeAsync(feed, due, force: false, cancellationToken);
            await _prices.WorkAsync(feed, cancellationToken);
        }
        if (await _fetches.ApplyAsync(setFetchIds, PublishAsync, cancellationToken))
        {
            await DrainCardsAsync(cancellationToken);
            await _fetches.ApplyAsync(setFetchIds, PublishAsync, cancellationToken);
        }
    }

    /// <summary>Applies the complete fetches that waited for the rest of their sync.</summary>
    public async Task ApplyPendingAsync(CancellationToken cancellationToken)
    {
        foreach (var feed in await FeedsAsync(cancellationToken))
        {
            // Where every set failed, or none was fetched, nothing else brings what the list of sets brought.
            await _sets.WorkAsync(feed, cancellationToken);
            if (await _fetches.ApplyPendingAsync(feed, PublishAsync, cancellationToken))
            {
                await DrainCardsAsync(feed, cancellationToken);
                await _fetches.ApplyPendingAsync(feed, PublishAsync, cancellationToken);
            }
            await TakeOverRenamedAsync(feed, cancellationToken);
        }
    }

    /// <summary>Works off the whole backlog.</summary>
    /// <returns>Cards that were normalised or rejected.</returns>
    public async Task<int> DrainAsync(CancellationToken cancellationToken)
    {
        var done = 0;
        await _species.WorkAsync(cancellationToken);
        foreach (var feed in await FeedsAsync(cancellationToken))
        {
            await _sets.WorkAsync(feed, cancellationToken);
            if (await _backlog.CountCardsAsync(cancellationToken) > 0)
                done += await DrainCardsAsync(feed, cancellationToken);
            await _prices.WorkAsync(feed, cancellationToken);
            if (await _fetches.ApplyPendingAsync(feed, PublishAsync, cancellationToken))
                done += await DrainCardsAsync(feed, cancellationToken);
            done += await TakeOverRenamedAsync(feed, cancellationToken);
        }
        return done;
    }

    /// <returns>Cards that were normalised or rejected for it.</returns>
    private async Task<int> TakeOverRenamedAsync(string feed, CancellationToken cancellationToken)
    {
        if (!await _renamed.WorkAsync(feed, () => DrainCardsAsync(feed, cancellationToken), PublishAsync, cancellationToken))
            return 0;
        await _sets.WorkAsync(feed, cancellationToken);
        return await DrainCardsAsync(feed, cancellationToken);
    }

    private async Task DrainCardsAsync(CancellationToken cancellationToken)
    {
        foreach (var feed in await FeedsAsync(cancellationToken))
            await DrainCardsAsync(feed, cancellationToken);
    }

    /// <summary>One page is read and decided while the one before it is written.</summary>
    private async Task<int> DrainCardsAsync(string feed, CancellationToken cancellationToken)
    {
        var done = 0;
        await Parallel.ForEachAsync(PendingPagesAsync(feed, cancellationToken), new ParallelOptions { MaxDegreeOfParallelism = 2, CancellationToken = cancellationToken }, async (page, stop) =>
        {
            await NormalizeAsync(feed, page, force: false, stop);
            Interlocked.Add(ref done, page.Count);
        });
        return done;
    }

    private async IAsyncEnumerable<List<string>> PendingPagesAsync(string feed, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        for (var after = ""; await PendingCardsAsync(feed, after, cancellationToken) is { Count: > 0 } page; after = page[^1])
            yield return page;
    }

    /// <summary>The feeds to normalise: the starter catalogue only where there is nothing else.</summary>
    private async Task<List<string>> FeedsAsync(CancellationToken cancellationToken)
    {
        await using var connection = await _database.OpenAsync(cancellationToken);
        await using var select = connection.Command("SELECT DISTINCT feed FROM bronze_tcg_sets");
        var feeds = (await select.ReadAsync(r => r.Text(0), cancellationToken)).FindAll(FeedNormalizers.Knows);
        if (feeds.Count > 1)
            feeds.Remove(SourceSelection.Starter);
        return feeds;
    }

    private async Task<List<string>> DueRetriesAsync(string feed, CancellationToken cancellationToken)
    {
        await using var connection = await _database.OpenAsync(cancellationToken);
        await using var select = connection.Command(
            _database.First("SELECT feed_card_id FROM silver_card_identities WHERE outcome = 'rejected' AND next_attempt_at <= @now AND feed = @feed ORDER BY feed_card_id", Page),
            ("@now", _time.UtcNow()), ("@feed", feed));
        return await select.ReadAsync(r => r.Text(0), cancellationToken);
    }

    /// <summary>Cards in id order that are behind: each found by an index.</summary>
    private async Task<List<string>> PendingCardsAsync(string feed, string after, CancellationToken cancellationToken)
    {
        await using var connection = await _database.OpenAsync(cancellationToken);
        await using var select = connection.Command(
            _database.First(
                $"""
                SELECT b.card_id FROM bronze_tcg_cards b LEFT JOIN silver_card_identities i ON i.feed = b.feed AND i.feed_card_id = b.card_id
                WHERE b.feed = @feed AND b.card_id > @after AND {NormalizeBacklog.IsBehind}
                AND NOT EXISTS (SELECT 1 FROM bronze_tcg_cards n WHERE n.feed = b.feed AND n.card_id = b.card_id AND n.version > b.version)
                ORDER BY b.card_id
                """, Page),
            ("@feed", feed), ("@after", after), ("@now", _time.UtcNow()));
        return await select.ReadAsync(r => r.Text(0), cancellationToken);
    }
}
