using PokedexTop.Data;
using PokedexTop.Images.Issues;
using PokedexTop.Images.Rows;
using PokedexTop.Images.Transfer;

namespace PokedexTop.Images;

/// <summary>
/// Turns what the catalogue says into rows: pending ones for new cards, other addresses for changed ones. Fed by messages
/// and by the backlog alike; asks no source and touches no object, so it keeps pace with Normalize.
/// </summary>
public sealed class ImagePlanner(SqlDatabase database, ImageBacklog backlog, SharedPictures shared, TimeProvider time)
{
    private const int Page = 500;

    private readonly PictureRows<CardImage> _cards = PictureRows.OfCards(database);
    private readonly PictureRows<SetImage> _sets = PictureRows.OfSets(database);

    /// <summary>Plans whatever is behind.</summary>
    public async Task PlanBehindAsync(CancellationToken cancellationToken)
    {
        await new StarterPictures(database).RemoveAsync(cancellationToken);
        var (unplanned, changed) = await backlog.CountUnplannedAsync(cancellationToken);
        if (unplanned > 0)
            await PlanPagesAsync($"SELECT c.card_id FROM silver_tcg_cards c WHERE c.card_id > @after AND {ImageBacklog.IsNew} ORDER BY c.card_id", cancellationToken);
        if (changed > 0)
            await PlanPagesAsync($"SELECT i.card_id FROM silver_card_images i WHERE i.card_id > @after AND {ImageBacklog.HasChanged} ORDER BY i.card_id", cancellationToken);
        await PlanSetsAsync(cancellationToken);
    }

    /// <summary>Plans the cards that a range of <c>silver_changes</c> tells of.</summary>
    public async Task PlanChangesAsync(long first, long last, CancellationToken cancellationToken)
    {
        while (await ChangesAsync(first, last, cancellationToken) is { Count: > 0 } changes)
        {
            await PlanCardsAsync([.. changes.Select(c => c.CardId).Distinct(StringComparer.Ordinal)], cancellationToken);
            first = changes[^1].Id + 1;
        }
    }

    private async Task<List<(long Id, string CardId)>> ChangesAsync(long first, long last, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        await using var select = connection.Command(
            database.First("SELECT id, card_id FROM silver_changes WHERE id BETWEEN @first AND @last ORDER BY id", Page), ("@first", first), ("@last", last));
        return await select.ReadAsync(r => (r.GetInt64(0), r.GetString(1)), cancellationToken);
    }

    /// <summary>Plans these cards, whether they changed or not.</summary>
    public async Task PlanCardsAsync(IReadOnlyCollection<string> cardIds, CancellationToken cancellationToken)
    {
        var now = time.UtcNow();
        await using var write = await database.BeginWriteAsync(ImageTables.Layer, cancellationToken);
        (string, object?)[] ids = [("@ids", database.TextList(cardIds))];
        // Changes before cards: a card that changes in between is looked at once more, instead of never again.
        await using var changes = write.Command($"SELECT card_id, MAX(id) FROM silver_changes WHERE {database.IsOneOf("card_id", "@ids")} GROUP BY card_id", ids);
        var changed = (await changes.ReadAsync(r => (Id: r.GetString(0), Change: r.GetInt64(1)), cancellationToken)).ToDictionary(c => c.Id, c => c.Change, StringComparer.Ordinal);
        await using var cards = write.Command($"SELECT card_id, image_large_url, image_small_url, merged_into FROM silver_tcg_cards WHERE {database.IsOneOf("card_id", "@ids")}", ids);
        var wanted = await cards.ReadAsync(r => (Id: r.GetString(0), Large: ImageText.Address(r.TextOrNull(1)), Small: ImageText.Address(r.TextOrNull(2)), Merged: !r.IsDBNull(3)), cancellationToken);
        var rows = await _cards.OfAsync(write, cardIds, cancellationToken);

        var inserted = new List<CardImage>();
        var updated = new List<CardImage>();
        foreach (var card in wanted)
        {
            var picture = rows[card.Id].OrderBy(row => row.Rendition != Rendering.Rendition.Original).ToList();
            var isNew = picture.Count == 0;
            if (isNew && card.Merged)
                continue;
            if (isNew)
                picture = [_cards.Create(card.Id, Rendering.Rendition.Original), .. _cards.Followers.Select(f => _cards.Create(card.Id, f.Name))];
            var small = card.Small == card.Large ? null : card.Small;
            var change = changed.GetValueOrDefault(card.Id);
            if (!isNew && picture[0].WantedUrl == card.Large && picture[0].FallbackUrl == small)
            {
                if (picture[0].ChangeId == change)
                    continue;
                picture = picture[..1];
            }
            else
            {
                ImageOutcomes.Readdress(picture, card.Large, small, now);
            }
            picture[0].ChangeId = change;
            (isNew ? inserted : updated).AddRange(picture);
        }
        if (inserted.Count + updated.Count == 0)
            return;
        await database.InsertAsync(write, ImageTables.Cards, inserted, cancellationToken);
        await database.UpsertAsync(write, ImageTables.Cards, updated, cancellationToken);
        await write.CommitAsync(cancellationToken);
        shared.Changed();
    }

    /// <summary>Asks for the renditions of cards to be made again that were made with other settings.</summary>
    public async Task PlanRenditionsAsync(string settings, CancellationToken cancellationToken)
    {
        const string other = "settings <> '' AND settings <> @settings";
        await using (var connection = await database.OpenAsync(cancellationToken))
        {
            await using var count = connection.Command($"SELECT COUNT(*) FROM silver_card_images WHERE {other}", ("@settings", settings));
            if (await count.CountAsync(cancellationToken) == 0)
                return;
        }
        await using var write = await database.BeginWriteAsync(ImageTables.Layer, cancellationToken);
        await write.ExecuteAsync($"UPDATE silver_card_images SET settings = '' WHERE {other}", [("@settings", settings)], cancellationToken);
        await write.CommitAsync(cancellationToken);
    }

    /// <summary>Plans symbols and logos. No message tells of them, but a look at a few hundred rows costs nothing.</summary>
    public async Task PlanSetsAsync(CancellationToken cancellationToken)
    {
        await using (var connection = await database.OpenAsync(cancellationToken))
        {
            if ((await SetPictures.BehindAsync(connection.Command, cancellationToken)).Count == 0)
                return;
        }
        var now = time.UtcNow();
        await using var write = await database.BeginWriteAsync(ImageTables.Layer, cancellationToken);
        var behind = await SetPictures.BehindAsync(write.Command, cancellationToken);
        var rows = await _sets.OfAsync(write, [.. behind.Select(b => b.SetId).Distinct(StringComparer.Ordinal)], cancellationToken);
        await database.UpsertAsync(write, ImageTables.Sets, behind.ConvertAll(b =>
        {
            var row = rows[b.SetId].FirstOrDefault(r => r.Rendition == b.Rendition) ?? _sets.Create(b.SetId, b.Rendition);
            ImageOutcomes.Readdress([row], b.Url, null, now);
            return row;
        }), cancellationToken);
        await write.CommitAsync(cancellationToken);
    }

    private async Task PlanPagesAsync(string behind, CancellationToken cancellationToken)
    {
        var after = "";
        while (await PageAsync(behind, after, cancellationToken) is { Count: > 0 } page)
        {
            await PlanCardsAsync(page, cancellationToken);
            after = page[^1];
        }
    }

    private async Task<List<string>> PageAsync(string behind, string after, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        await using var select = connection.Command(database.First(behind, Page), ("@after", after));
        return await select.ReadAsync(r => r.GetString(0), cancellationToken);
    }
}
