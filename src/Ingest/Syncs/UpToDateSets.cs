using PokedexTop.Data;
using PokedexTop.Ingest.Bronze;
using PokedexTop.Ingest.Json;
using PokedexTop.Ingest.Sources;

namespace PokedexTop.Ingest.Syncs;

/// <summary>
/// Which sets of a source's list bronze holds as the list describes them: same content as the latest version (its dates and
/// totals are part of it), and fetched completely since that version came. What failed since is not up to date.
/// </summary>
public sealed class UpToDateSets(SqlDatabase database)
{
    // A fetch that began before the version was asked for saw the set as it was before.
    private const string Complete =
        """
        SELECT f.set_id, s.content_hash FROM bronze_set_fetches f
        LEFT JOIN bronze_tcg_sets s ON s.feed = f.feed AND s.set_id = f.set_id
            AND NOT EXISTS (SELECT 1 FROM bronze_tcg_sets n WHERE n.feed = s.feed AND n.set_id = s.set_id AND n.version > s.version)
        WHERE f.feed = @feed AND f.complete = @yes AND (s.id IS NULL OR f.started_at >= s.requested_at)
        """;

    /// <param name="scope">What is asked for; only a scope of new and changed sets leaves any out.</param>
    /// <param name="feed">The source's feed.</param>
    /// <param name="setList">What the source lists now.</param>
    /// <param name="cancellationToken">Stops reading.</param>
    public async Task<IReadOnlySet<string>> OfAsync(SyncScope scope, string feed, SourceAnswer setList, CancellationToken cancellationToken)
    {
        if (!scope.NewSets)
            return new HashSet<string>();
        var listed = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (BronzeItem item in setList.Calls.SelectMany(c => c.Items))
        {
            if (item is { RejectReason: null, Id: { } id })
                listed.TryAdd(id, item.ContentHash);
        }
        await using var connection = await database.OpenAsync(cancellationToken);
        await using var complete = connection.Command(Complete, ("@feed", feed), ("@yes", true));
        return (await complete.ReadAsync(row => (Id: row.GetString(0), Hash: row.TextOrNull(1)), cancellationToken))
            // A set the list does not name (a folder's file alone) has no version; its cards are all there is to hold.
            .Where(set => listed.GetValueOrDefault(set.Id) == set.Hash)
            .Select(set => set.Id)
            .ToHashSet(StringComparer.Ordinal);
    }
}
