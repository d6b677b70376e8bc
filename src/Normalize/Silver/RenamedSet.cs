using System.Data.Common;
using PokedexTop.Data;
using PokedexTop.Ingest.Syncs;
using PokedexTop.Normalize.Feeds.Reading;
using PokedexTop.Normalize.Identities;

namespace PokedexTop.Normalize.Silver;

/// <summary>
/// A set of TCGdex's that has another id now: its newest list lacks one, and has another that is the same set by its id, or that came since
/// and has the same name and release date. Of a set that is only missing from a list nothing is concluded.
/// </summary>
/// <param name="FeedSetId">The id that is listed no more.</param>
/// <param name="From">The silver set that is found to be another.</param>
/// <param name="Into">The silver set that both ids are.</param>
/// <param name="SyncId">The sync of the list.</param>
/// <param name="IsDone">Whether that was taken over before: only cards may be left.</param>
internal sealed record RenamedSet(string FeedSetId, string From, string Into, Guid SyncId, bool IsDone)
{
    /// <summary>Those of a feed, as the tables have it.</summary>
    public static async Task<List<RenamedSet>> FindAsync(DbConnection connection, string feed, CancellationToken cancellationToken)
    {
        await using var select = connection.Command("SELECT feed_set_id, set_id, listed FROM silver_set_identities WHERE feed = @feed AND set_id IS NOT NULL", ("@feed", feed));
        // A part of a set is no other id of it.
        var known = (await select.ReadAsync(r => (Id: r.GetString(0), SilverId: r.GetString(1), HasList: !r.IsDBNull(2)), cancellationToken)).FindAll(s => !IdentityResolver.IsPart(feed, s.Id));
        if (known.Count == 0)
            return [];
        var listed = await ListedSets.ReadAsync(connection, cancellationToken);
        if (listed.NewestSync(feed) is not { } newest)
            return [];
        var (found, successors) = (new List<RenamedSet>(), new List<(string Id, string SilverId, string Successor, bool HasList)>());
        foreach (var (id, silverId, hasList) in known.Where(s => !listed.Contains(feed, s.Id)))
        {
            if (known.Exists(s => s.SilverId == silverId && s.HasList && listed.Contains(feed, s.Id)))
                found.Add(new(id, silverId, silverId, newest, IsDone: !hasList));
            else if (await SuccessorAsync(connection, feed, id, silverId, listed, cancellationToken) is { } successor)
                successors.Add((id, silverId, successor, hasList));
        }
        // Sets that were there side by side are not one.
        foreach (var (id, silverId, successor, _) in successors.Where(s => successors.TrueForAll(o => o.Successor != s.Successor || o.SilverId == s.SilverId)))
        {
            // An id that only the feed's name makes goes for one that every installation gives the set; of two such the old one goes.
            if (IsOwn(feed, silverId))
                found.Add(new(id, silverId, successor, newest, IsDone: false));
            else if (IsOwn(feed, successor))
                found.Add(new(id, successor, silverId, newest, IsDone: false));
        }
        return found;
    }

    private static bool IsOwn(string feed, string silverId) => silverId.StartsWith(IdentityResolver.Own(feed, "").SilverId, StringComparison.Ordinal);

    /// <summary>The one listed set that came after the old one was listed last, and looks like it; null where there is none, or several are.</summary>
    private static async Task<string?> SuccessorAsync(DbConnection connection, string feed, string feedSetId, string silverId, ListedSets listed, CancellationToken cancellationToken)
    {
        await using var select = connection.Command(
            """
            SELECT i.feed_set_id, s.set_id, s.name, o.name FROM silver_tcg_sets o
            JOIN silver_tcg_sets s ON s.release_date = o.release_date AND s.set_id <> o.set_id AND s.merged_into IS NULL
            JOIN silver_set_identities i ON i.feed = @feed AND i.set_id = s.set_id AND i.listed IS NOT NULL
            JOIN bronze_tcg_sets b ON b.feed = i.feed AND b.set_id = i.feed_set_id AND b.version = 1
            WHERE o.set_id = @old AND o.merged_into IS NULL
            AND NOT EXISTS (SELECT 1 FROM bronze_set_fetches f WHERE f.feed = @feed AND f.set_id = @id AND (f.sync_id = b.sync_id OR f.started_at > b.requested_at))
            """, ("@feed", feed), ("@id", feedSetId), ("@old", silverId));
        var alike = (await select.ReadAsync(r => (FeedSetId: r.GetString(0), SetId: r.GetString(1), IsAlike: Vocabulary.Fold(r.GetString(2)) == Vocabulary.Fold(r.GetString(3))), cancellationToken))
            .FindAll(s => s.IsAlike && listed.Contains(feed, s.FeedSetId)).Select(s => s.SetId).Distinct(StringComparer.Ordinal).ToList();
        return alike is [var one] ? one : null;
    }
}
