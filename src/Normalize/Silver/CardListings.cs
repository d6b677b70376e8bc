using PokedexTop.Hosting.Data;
using PokedexTop.Ingest.Syncs;

namespace PokedexTop.Normalize.Silver;

/// <summary>A set's latest complete fetch, which lists a card.</summary>
/// <param name="SetId">The silver set; null while the set itself is in quarantine.</param>
internal sealed record Listing(long FetchId, Guid SyncId, string? SetId, DateTime StartedAt)
{
    /// <summary>Whether a version was asked for after this fetch began, by another sync: then the version says where its card is.</summary>
    public bool IsOlderThan(Guid syncId, DateTime requestedAt) => syncId != SyncId && requestedAt > StartedAt;
}

/// <summary>
/// Which set lists a card now, by the members of each set's latest complete fetch. Where several do, the newest sync's
/// fetch counts, and within one sync the first, as Ingest has it. Costs a look at every set: made only for cards that
/// are not where they were.
/// </summary>
internal sealed class CardListings
{
    private readonly Dictionary<string, Listing> _of = new(StringComparer.Ordinal);

    public static async Task<CardListings> ReadAsync(WriteTransaction write, string feed, CancellationToken cancellationToken)
    {
        await using var select = write.Command(
            $"""
            SELECT f.id, f.sync_id, i.set_id, f.started_at, f.members FROM bronze_set_fetches f
            LEFT JOIN silver_set_identities i ON i.feed = f.feed AND i.feed_set_id = f.set_id
            WHERE f.feed = @feed AND f.complete = @complete AND {SetFetchApplication.Latest} ORDER BY f.id
            """, ("@feed", feed), ("@complete", true));
        var listings = new CardListings();
        foreach (var (listing, members) in await select.ReadAsync(r => (new Listing(r.GetInt64(0), Guid.Parse(r.GetString(1)), r.TextOrNull(2), r.Utc(3)), r.GetString(4)), cancellationToken))
        {
            foreach (var (cardId, _) in SyncMembers.Read(members))
                listings.Add(cardId, listing);
        }
        return listings;
    }

    /// <summary>The fetch that says where a feed's card is; null where no set lists it.</summary>
    public Listing? Of(string feedCardId) => _of.GetValueOrDefault(feedCardId);

    private void Add(string feedCardId, Listing listing)
    {
        if (!_of.TryGetValue(feedCardId, out var known) || known.SyncId != listing.SyncId)
            _of[feedCardId] = listing;
    }
}
