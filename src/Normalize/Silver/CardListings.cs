using PokedexTop.Data;
using PokedexTop.Ingest.Bronze;
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
/// fetch counts, and within one sync the first, as Ingest has it. Costs a look at the sets: made only for cards that
/// are not where they were. What a complete fetch lists never changes, so each list is read once, not with every look;
/// looks are made under the layer's lock, and so one at a time.
/// </summary>
internal sealed class CardListings
{
    private readonly Dictionary<string, Known> _feeds = new(StringComparer.Ordinal);

    /// <returns>The fetch that says where a feed's card is; null where no set lists it.</returns>
    public async Task<Func<string, Listing?>> ReadAsync(WriteTransaction write, string feed, CancellationToken cancellationToken)
    {
        await using var select = write.Command(
            $"""
            SELECT f.id, f.sync_id, i.set_id, f.started_at FROM bronze_set_fetches f
            LEFT JOIN silver_set_identities i ON i.feed = f.feed AND i.feed_set_id = f.set_id
            WHERE f.feed = @feed AND f.complete = @complete AND {SetFetchApplication.Latest} ORDER BY f.id
            """, ("@feed", feed), ("@complete", true));
        var latest = await select.ReadAsync(r => new Listing(r.GetInt64(0), Guid.Parse(r.GetString(1)), r.TextOrNull(2), r.Utc(3)), cancellationToken);
        var known = _feeds.GetValueOrDefault(feed);
        if (known is null || !known.Latest.SequenceEqual(latest))
        {
            var members = new Dictionary<long, List<string>>(latest.Count);
            foreach (var listing in latest)
                members[listing.FetchId] = known?.Members.GetValueOrDefault(listing.FetchId) ?? await MembersAsync(write, listing.FetchId, cancellationToken);
            _feeds[feed] = known = new Known(latest, members);
        }
        return known.Of.GetValueOrDefault;
    }

    private static async Task<List<string>> MembersAsync(WriteTransaction write, long fetchId, CancellationToken cancellationToken)
    {
        await using var select = write.Command("SELECT members FROM bronze_set_fetches WHERE id = @id", ("@id", fetchId));
        return SyncMembers.Read((await select.ReadAsync(r => r.GetString(0), cancellationToken))[0]).ConvertAll(m => m.Id);
    }

    private sealed class Known
    {
        public Known(List<Listing> latest, Dictionary<long, List<string>> members)
        {
            (Latest, Members) = (latest, members);
            foreach (var listing in latest)
            {
                foreach (var cardId in members[listing.FetchId])
                {
                    if (!Of.TryGetValue(cardId, out var other) || other.SyncId != listing.SyncId)
                        Of[cardId] = listing;
                }
            }
        }

        public List<Listing> Latest { get; }

        public Dictionary<long, List<string>> Members { get; }

        public Dictionary<string, Listing> Of { get; } = new(StringComparer.Ordinal);
    }
}
