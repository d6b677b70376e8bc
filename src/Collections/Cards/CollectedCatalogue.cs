using PokedexTop.Catalogue;
using PokedexTop.Catalogue.Species;
using PokedexTop.Data;

namespace PokedexTop.Collections.Cards;

/// <summary>
/// Keeps the catalogue in memory for those who ask about collections: twenty thousand cards are a few megabytes, and completion is
/// counted without the database. Read anew when silver says that it changed.
/// </summary>
public sealed class CollectedCatalogue(SqlDatabase database, TimeProvider time) : IDisposable
{
    /// <summary>Prices bring finishes without a change of the card, and nobody waits for those.</summary>
    private static readonly TimeSpan s_longest = TimeSpan.FromHours(1);

    private readonly SemaphoreSlim _reading = new(1, 1);
    private volatile Snapshot? _snapshot;

    public async Task<KnownCatalogue> ReadAsync(CancellationToken cancellationToken)
    {
        var mark = await MarkAsync(cancellationToken);
        if (Fresh(mark) is { } known)
            return known;
        await _reading.WaitAsync(cancellationToken);
        try
        {
            if (Fresh(mark) is { } read)
                return read;
            var catalogue = await LoadAsync(cancellationToken);
            _snapshot = new Snapshot(catalogue, mark, time.GetTimestamp());
            return catalogue;
        }
        finally
        {
            _reading.Release();
        }
    }

    public void Dispose() => _reading.Dispose();

    private KnownCatalogue? Fresh(string mark) => _snapshot is { } s && s.Mark == mark && time.GetElapsedTime(s.At) < s_longest ? s.Catalogue : null;

    /// <summary>What moves when cards or sets come, change or go. Taken before they are read: what changes meanwhile is read again.</summary>
    private async Task<string> MarkAsync(CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        await using var select = connection.Command(
            "SELECT (SELECT COALESCE(MAX(id), 0) FROM silver_changes), (SELECT COUNT(*) FROM silver_tcg_cards), (SELECT COUNT(*) FROM silver_tcg_sets), (SELECT MAX(normalized_at) FROM silver_tcg_sets)");
        return (await select.ReadAsync(r => $"{r.Count(0)} {r.Count(1)} {r.Count(2)} {r.UtcOrNull(3)?.Ticks}", cancellationToken))[0];
    }

    private async Task<KnownCatalogue> LoadAsync(CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        // Cards before sets: every card's set was there before it.
        await using var readCards = connection.Command("SELECT card_id, set_id, name, number, number_sort, rarity, retired_at, merged_into FROM silver_tcg_cards");
        var rows = await readCards.ReadAsync(r => (Id: r.GetString(0), Set: r.GetString(1), Name: r.GetString(2), Number: r.TextOrNull(3), Sort: r.GetString(4), Rarity: r.TextOrNull(5), Retired: !r.IsDBNull(6), Into: r.TextOrNull(7)), cancellationToken);
        await using var readSets = connection.Command("SELECT set_id, name, series, game, printed_total, release_date, ptcgo_code FROM silver_tcg_sets");
        var sets = (await readSets.ReadAsync(r => new KnownSet
        {
            Id = r.GetString(0),
            Name = r.GetString(1),
            Series = r.TextOrNull(2),
            Game = r.TextOrNull(3),
            PrintedTotal = r.IntOrNull(4),
            ReleaseDate = r.IsDBNull(5) ? null : r.GetFieldValue<DateOnly>(5),
            PtcgoCode = r.TextOrNull(6),
        }, cancellationToken)).ToDictionary(set => set.Id, StringComparer.Ordinal);
        await using var readCodes = connection.Command("SELECT set_id, feed_set_id FROM silver_set_identities WHERE set_id IS NOT NULL AND feed_set_id <> set_id ORDER BY set_id, feed_set_id");
        foreach (var codes in (await readCodes.ReadAsync(r => (Id: r.GetString(0), Code: r.GetString(1)), cancellationToken)).ToLookup(c => c.Id, c => c.Code, StringComparer.Ordinal))
        {
            if (sets.TryGetValue(codes.Key, out var set))
                set.Codes = [.. codes.Distinct(StringComparer.Ordinal)];
        }
        var cards = rows.Where(row => sets.ContainsKey(row.Set)).Select(row => new KnownCard
        {
            Id = row.Id,
            Set = sets[row.Set],
            Name = row.Name,
            Number = row.Number,
            NumberSort = row.Sort,
            Rarity = row.Rarity,
            IsRetired = row.Retired,
            MergedInto = row.Into,
        }).ToDictionary(card => card.Id, StringComparer.Ordinal);
        await using var readLinks = connection.Command("SELECT card_id, pokedex_number FROM silver_tcg_card_pokemon ORDER BY card_id, position");
        foreach (var (card, numbers) in Of(cards, await readLinks.ReadAsync(r => (r.GetString(0), r.GetInt32(1)), cancellationToken)))
            card.Species = numbers;
        // A jumbo card is another thing than the card of a set.
        await using var readFinishes = connection.Command("SELECT card_id, finish, stamps, tcgplayer_id, cardmarket_id FROM silver_card_finishes WHERE size IS NULL OR size <> 'jumbo' ORDER BY card_id, source, position");
        foreach (var (card, products) in Of(cards, await readFinishes.ReadAsync(r => (r.GetString(0), new KnownProduct(FinishWords.Of(r.GetString(1), r.TextOrNull(2)), r.IntOrNull(3), r.IntOrNull(4))), cancellationToken)))
            (card.Finishes, card.Products) = ([.. products.Select(p => p.Finish).Distinct(StringComparer.Ordinal)], [.. products.Where(p => (p.Tcgplayer ?? p.Cardmarket) is not null)]);
        // Cardmarket's blocks say "normal" of whatever is not a reverse holo.
        await using var readPrices = connection.Command("SELECT DISTINCT card_id, finish FROM silver_card_prices WHERE market = @market ORDER BY card_id, finish", ("@market", Markets.TcgPlayer));
        foreach (var (card, finishes) in Of(cards, await readPrices.ReadAsync(r => (r.GetString(0), FinishWords.Of(r.GetString(1))), cancellationToken)))
        {
            card.Priced = finishes;
            if (card.Finishes.Count == 0)
                card.Finishes = finishes;
        }
        await using var readSpecies = connection.Command("SELECT pokedex_number, name, generation FROM silver_pokemon_master");
        var species = (await readSpecies.ReadAsync(r => new KnownSpecies(r.GetInt32(0), r.GetString(1), r.GetInt32(2)), cancellationToken)).ToDictionary(s => s.Number);
        return new KnownCatalogue(cards.Values, species);
    }

    /// <summary>Rows of a table as one list a card, each value once.</summary>
    private static IEnumerable<(KnownCard Card, IReadOnlyList<T> Values)> Of<T>(Dictionary<string, KnownCard> cards, List<(string CardId, T Value)> rows) =>
        rows.GroupBy(row => row.CardId, row => row.Value, StringComparer.Ordinal).Where(g => cards.ContainsKey(g.Key)).Select(g => (cards[g.Key], (IReadOnlyList<T>)[.. g.Distinct()]));

    private sealed record Snapshot(KnownCatalogue Catalogue, string Mark, long At);
}
