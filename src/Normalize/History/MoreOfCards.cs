using System.Data.Common;
using System.Text.Json.Nodes;
using PokedexTop.Data;

namespace PokedexTop.Normalize.History;

/// <summary>What the first feed's shape has no place for, as members of their own.</summary>
internal sealed class MoreOfCards(SqlDatabase database)
{
    /// <summary>Identities, by set.</summary>
    public async Task<Dictionary<string, JsonObject>> OfSetsAsync(CancellationToken cancellationToken)
    {
        var sets = new Dictionary<string, JsonObject>(StringComparer.Ordinal);
        await using var connection = await database.OpenAsync(cancellationToken);
        await AddAsync(sets, "identities", connection, "SELECT set_id, feed, feed_set_id AS id FROM silver_set_identities WHERE set_id IS NOT NULL ORDER BY feed, feed_set_id", [], cancellationToken);
        return sets;
    }

    /// <summary>Finishes, identities and texts, by card.</summary>
    /// <param name="which">A condition on <c>c</c>, the card, with the parameter <c>@id</c>.</param>
    /// <param name="id">Its value.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public async Task<Dictionary<string, JsonObject>> OfCardsAsync(string which, string id, CancellationToken cancellationToken)
    {
        var cards = new Dictionary<string, JsonObject>(StringComparer.Ordinal);
        (string, object?)[] parameters = [("@id", id)];
        await using var connection = await database.OpenAsync(cancellationToken);
        await AddAsync(cards, "finishes", connection,
            $"""
            SELECT f.card_id, f.source, f.finish, f.subtype, f.foil, f.stamps AS "json:stamps", f.size, f.language, f.tcgplayer_id AS "tcgplayerId", f.cardmarket_id AS "cardmarketId", f.variant_id AS "variantId"
            FROM silver_card_finishes f JOIN silver_tcg_cards c ON c.card_id = f.card_id WHERE {which} ORDER BY f.card_id, f.source, f.position
            """, parameters, cancellationToken);
        await AddAsync(cards, "identities", connection,
            $"""
            SELECT i.card_id, i.feed, i.feed_card_id AS id, i.matched_by AS "matchedBy", i.confidence
            FROM silver_card_identities i JOIN silver_tcg_cards c ON c.card_id = i.card_id WHERE {which} ORDER BY i.card_id, i.feed, i.feed_card_id
            """, parameters, cancellationToken);
        await AddAsync(cards, "texts", connection,
            $"""
            SELECT t.card_id, t.language, t.name, t.rarity, t.flavor_text AS "flavorText", t.evolves_from AS "evolvesFrom", t.types AS "json:types", t.rules AS "json:rules", t.abilities AS "json:abilities", t.attacks AS "json:attacks"
            FROM silver_card_texts t JOIN silver_tcg_cards c ON c.card_id = t.card_id WHERE {which} ORDER BY t.card_id, t.language
            """, parameters, cancellationToken);
        return cards;
    }

    /// <summary>Puts a query's rows as a list into the objects their first columns name; columns named <c>json:…</c> hold JSON, and null is left out.</summary>
    private static async Task AddAsync(Dictionary<string, JsonObject> objects, string member, DbConnection connection, string sql, (string, object?)[] parameters, CancellationToken cancellationToken)
    {
        const string json = "json:";
        await using var select = connection.Command(sql, parameters);
        foreach (var (id, row) in await select.ReadAsync(Read, cancellationToken))
        {
            var target = Of(objects, id);
            if (target[member] is not JsonArray list)
                target[member] = list = [];
            list.Add(row);
        }

        static (string, JsonNode) Read(DbDataReader reader)
        {
            var row = new JsonObject();
            for (var i = 1; i < reader.FieldCount; i++)
            {
                if (reader.IsDBNull(i))
                    continue;
                var name = reader.GetName(i);
                if (name.StartsWith(json, StringComparison.Ordinal))
                    row[name[json.Length..]] = JsonNode.Parse(reader.GetString(i));
                else
                    row[name] = reader.GetFieldType(i) == typeof(string) ? reader.GetString(i) : reader.GetInt64(i);
            }
            return (reader.GetString(0), row);
        }
    }

    private static JsonObject Of(Dictionary<string, JsonObject> objects, string id) =>
        objects.TryGetValue(id, out var found) ? found : objects[id] = [];
}
