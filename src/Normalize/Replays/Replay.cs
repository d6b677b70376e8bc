using PokedexTop.Configuration;
using PokedexTop.Data;
using PokedexTop.Language;

namespace PokedexTop.Normalize.Replays;

/// <summary>What a replay asks Normalize to look at again.</summary>
public sealed record ReplayedItems(int Cards, int Sets);

/// <summary>
/// Asks for everything, or some sets, to be normalised again from bronze: identities are marked as an older
/// normaliser's, which makes them Normalize's backlog. Nothing is fetched.
/// </summary>
public sealed class Replay(SqlDatabase database)
{
    // By the version looked at, not by silver, so that cards in quarantine are replayed too.
    private const string OfSets = "EXISTS (SELECT 1 FROM bronze_tcg_cards b WHERE b.id = silver_card_identities.bronze_id AND ";

    /// <param name="setIds">Set ids of the feed; none for everything.</param>
    /// <param name="cancellationToken">Stops before anything is written.</param>
    /// <exception cref="ConfigurationException">A set that bronze does not have.</exception>
    public async Task<ReplayedItems> MarkAsync(IReadOnlyCollection<string> setIds, CancellationToken cancellationToken)
    {
        await using var write = await database.BeginWriteAsync("silver", cancellationToken);
        await CheckAsync(write, setIds, cancellationToken);
        (string, object?)[] parameters = setIds.Count == 0 ? [] : [("@ids", database.TextList(setIds))];
        var sets = await write.ExecuteAsync(
            "UPDATE silver_set_identities SET normalizer_version = 0" + (setIds.Count == 0 ? "" : $" WHERE {database.IsOneOf("feed_set_id", "@ids")}"), parameters, cancellationToken);
        var cards = await write.ExecuteAsync(
            "UPDATE silver_card_identities SET normalizer_version = 0" + (setIds.Count == 0 ? "" : $" WHERE {OfSets}{database.IsOneOf("b.set_id", "@ids")})"), parameters, cancellationToken);
        await write.CommitAsync(cancellationToken);
        return new ReplayedItems(cards, sets);
    }

    private static async Task CheckAsync(WriteTransaction write, IReadOnlyCollection<string> setIds, CancellationToken cancellationToken)
    {
        if (setIds.Count == 0)
            return;
        await using var select = write.Command("SELECT feed_set_id FROM silver_set_identities UNION SELECT set_id FROM bronze_tcg_sets");
        var known = (await select.ReadAsync(row => row.GetString(0), cancellationToken)).ToHashSet(StringComparer.Ordinal);
        if (setIds.FirstOrDefault(id => !known.Contains(id)) is { } unknown)
            throw new ConfigurationException($"--set is '{unknown}', which is not in bronze.{NearWords.Question(unknown, known)} 'pokedextop status --sets' shows {(known.Count == 1 ? "the set that is" : $"the {known.Count} sets that are")}.");
    }
}
