using System.Text.Json.Nodes;
using PokedexTop.Data;

namespace PokedexTop.Normalize.History;

/// <summary>Reads what stands beside a card.</summary>
public sealed class CardDetails(SqlDatabase database)
{
    private readonly MoreOfCards _more = new(database);

    /// <returns>finishes, identities and texts, as far as there are any; retiredAt of a retired card; formerIds of one that others were found to be.</returns>
    public async Task<JsonObject> ReadAsync(string cardId, CancellationToken cancellationToken)
    {
        var details = (await _more.OfCardsAsync("c.card_id = @id", cardId, cancellationToken)).GetValueOrDefault(cardId) ?? [];
        await using var connection = await database.OpenAsync(cancellationToken);
        await using var retired = connection.Command("SELECT retired_at FROM silver_tcg_cards WHERE card_id = @card AND retired_at IS NOT NULL", ("@card", cardId));
        if (await retired.ReadAsync(r => r.Utc(0), cancellationToken) is [var at])
            details["retiredAt"] = at;
        await using var former = connection.Command("SELECT card_id FROM silver_tcg_cards WHERE merged_into = @card ORDER BY card_id", ("@card", cardId));
        if (await former.ReadAsync(r => r.GetString(0), cancellationToken) is { Count: > 0 } ids)
            details["formerIds"] = new JsonArray([.. ids.Select(id => JsonValue.Create(id))]);
        return details;
    }
}
