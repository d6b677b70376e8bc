using PokedexTop.Data;

namespace PokedexTop.Normalize.Silver;

/// <summary>
/// Silver cards that were found to be others. The row stays for ever with <c>merged_into</c>, which readers follow; what stood
/// beside it comes anew beside the card it is.
/// </summary>
internal sealed class CardMerges(SqlDatabase database, CardRows rows)
{
    /// <summary>Merges each card that no feed's card is any more, after their identities are written.</summary>
    /// <param name="write">The transaction, under the layer's lock.</param>
    /// <param name="feed">The feed whose cards they are.</param>
    /// <param name="left">The silver cards that feeds' cards left, and which they are now.</param>
    /// <param name="now">When.</param>
    /// <param name="cancellationToken">Nothing is committed then.</param>
    /// <returns>A change for each card that was merged.</returns>
    public async Task<List<CardChange>> MergeAsync(WriteTransaction write, string feed, IReadOnlyCollection<CardLeft> left, DateTime now, CancellationToken cancellationToken)
    {
        if (left.Count == 0)
            return [];
        var ids = database.TextList([.. left.Select(l => l.OldId)]);
        // Where other feeds still are the old card, it is what they alone say.
        await write.ExecuteAsync($"DELETE FROM silver_card_finishes WHERE source = @feed AND {database.IsOneOf("card_id", "@ids")}", [("@feed", feed), ("@ids", ids)], cancellationToken);
        await write.ExecuteAsync($"UPDATE silver_card_identities SET normalizer_version = 0 WHERE feed <> @feed AND {database.IsOneOf("card_id", "@ids")}", [("@feed", feed), ("@ids", ids)], cancellationToken);
        await using var select = write.Command(
            $"""
            SELECT c.card_id, c.bronze_id FROM silver_tcg_cards c WHERE {database.IsOneOf("c.card_id", "@ids")} AND c.merged_into IS NULL
            AND NOT EXISTS (SELECT 1 FROM silver_card_identities i WHERE i.card_id = c.card_id AND {OtherFeeds.IsEnglish})
            """, ("@ids", ids));
        var merged = (await select.ReadAsync(r => (Id: r.GetString(0), BronzeId: r.GetInt64(1)), cancellationToken)).ToDictionary(c => c.Id, c => c.BronzeId, StringComparer.Ordinal);
        if (merged.Count == 0)
            return [];
        var changes = new List<CardChange>();
        foreach (var card in left.Where(l => merged.ContainsKey(l.OldId)).DistinctBy(l => l.OldId))
        {
            await write.ExecuteAsync("UPDATE silver_tcg_cards SET merged_into = @into WHERE card_id = @id", [("@into", card.NewId), ("@id", card.OldId)], cancellationToken);
            // Who was merged into the old one is the new one too: readers follow one step.
            await write.ExecuteAsync("UPDATE silver_tcg_cards SET merged_into = @into WHERE merged_into = @id", [("@into", card.NewId), ("@id", card.OldId)], cancellationToken);
            changes.Add(CardRows.Change(card.OldId, ChangeKind.Merged, [], merged[card.OldId], card.SyncId, now));
        }
        foreach (var table in new[] { "silver_card_prices", "silver_card_finishes", "silver_card_texts", "silver_quality_issues" })
            await write.ExecuteAsync($"DELETE FROM {table} WHERE {database.IsOneOf("card_id", "@ids")}", [("@ids", database.TextList(merged.Keys))], cancellationToken);
        await rows.WriteChangesAsync(write, changes, cancellationToken);
        return changes;
    }
}

/// <summary>A silver card that a feed's card is no longer.</summary>
/// <param name="FeedCardId">The feed's card.</param>
/// <param name="OldId">What it was.</param>
/// <param name="NewId">What it is.</param>
/// <param name="SyncId">The sync that brought the version that tells so.</param>
internal sealed record CardLeft(string FeedCardId, string OldId, string NewId, Guid? SyncId);
