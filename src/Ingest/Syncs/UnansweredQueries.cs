using System.Globalization;
using PokedexTop.Catalogue.Species;
using PokedexTop.Data;
using PokedexTop.Ingest.Bronze;
using PokedexTop.Ingest.Sources;
using PokedexTop.Language;

namespace PokedexTop.Ingest.Syncs;

/// <summary>Says what of a query the source does not have, and what is near to it: only fetching tells, as for sets the list does.</summary>
internal sealed class UnansweredQueries(SqlDatabase database)
{
    /// <param name="fetch">A query that was fetched.</param>
    /// <param name="found">Ids of the cards it brought.</param>
    /// <param name="cancellationToken">Stops reading.</param>
    /// <returns>A sentence for a person; null where all that was asked for is there.</returns>
    public async Task<string?> OfAsync(SetFetch fetch, IReadOnlySet<string> found, CancellationToken cancellationToken)
    {
        var query = CardQuery.Parse(fetch.Query!);
        if (query.CardIds.Where(id => !found.Contains(id)).ToList() is { Count: > 0 } missing)
            return await CardsAsync(fetch.Feed, missing, cancellationToken);
        if (found.Count > 0)
            return null;
        if (query.Name is { } name)
            return $"The source has no card called '{name}', and no species is.{NearWords.Question(name, SpeciesList.All.Select(s => s.Name))}";
        return query.Species is [{ First: var first, Last: var last }, ..]
            ? $"The source has no card of {(first == last && SpeciesList.TryGet(first, out var species) ? species.Name : string.Create(CultureInfo.InvariantCulture, $"the species {first} to {last}"))}."
            : null;
    }

    private async Task<string> CardsAsync(string feed, List<string> missing, CancellationToken cancellationToken)
    {
        var named = missing.Count == 1 ? $"no card '{missing[0]}'" : $"none of the cards {string.Join(", ", missing.Select(id => $"'{id}'"))}";
        await using var connection = await database.OpenAsync(cancellationToken);
        await using var select = connection.Command("SELECT card_id FROM bronze_tcg_cards WHERE feed = @feed AND version = 1", ("@feed", feed));
        return $"The source has {named}.{NearWords.Question(missing[0], await select.ReadAsync(r => r.GetString(0), cancellationToken))}";
    }
}
