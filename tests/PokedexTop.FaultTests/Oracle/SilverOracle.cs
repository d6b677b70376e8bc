using System.Globalization;
using System.Text.Json.Nodes;
using PokedexTop.FaultTests.Sources;

namespace PokedexTop.FaultTests.Oracle;

/// <summary>What silver must hold after syncs of some states of a source, as far as the source's own facts say.</summary>
internal sealed class SilverOracle(Tables tables)
{
    /// <summary>Column → the source's field; lists and objects are kept as they came.</summary>
    private static readonly (string Column, string Field)[] s_fields =
    [
        ("name", "name"), ("number", "number"), ("supertype", "supertype"), ("rarity", "rarity"), ("hp", "hp"), ("artist", "artist"), ("flavor_text", "flavorText"),
        ("level", "level"), ("evolves_from", "evolvesFrom"), ("evolves_to", "evolvesTo"), ("subtypes", "subtypes"), ("types", "types"), ("rules", "rules"), ("abilities", "abilities"),
        ("attacks", "attacks"), ("weaknesses", "weaknesses"), ("resistances", "resistances"), ("retreat_cost", "retreatCost"), ("converted_retreat_cost", "convertedRetreatCost"),
        ("regulation_mark", "regulationMark"), ("ancient_trait", "ancientTrait"), ("legalities", "legalities"),
    ];

    public IEnumerable<string> Differences(IReadOnlyList<SourceState> states)
    {
        var expected = CardHistory.Of(states);
        return Cards(expected).Concat(Changes(expected)).Concat(Identities(expected)).Concat(Links(expected)).Concat(Rejects(expected)).Concat(Sets(states));
    }

    private IEnumerable<string> Cards(IReadOnlyDictionary<string, CardHistory> expected)
    {
        var rows = tables.Rows("SELECT * FROM silver_tcg_cards").ToDictionary(row => row["card_id"]!, StringComparer.Ordinal);
        foreach (var id in rows.Keys.Except(expected.Values.Where(c => c.InSilver).Select(c => c.Id)))
            yield return $"silver card {id} should not be there";
        foreach (var card in expected.Values.Where(c => c.InSilver))
        {
            if (!rows.TryGetValue(card.Id, out var row))
            {
                yield return $"silver card {card.Id} is missing";
                continue;
            }
            var (source, setId) = card.Shown!.Value;
            if (row["set_id"] != setId || (row["retired_at"] is not null) != card.Retired || row["merged_into"] != card.MergedInto)
                yield return $"silver card {card.Id} is in {row["set_id"]}, retired at {row["retired_at"]}, merged into {row["merged_into"]}";
            if (row["content_hash"] != Canonical.Hash(source))
                yield return $"silver card {card.Id} has the hash of other content";
            foreach (var (column, field) in s_fields)
                if (row[column] != Told(source[field]))
                    yield return $"silver card {card.Id} has {column} {row[column]} instead of {Told(source[field])}";
            if (row["image_small_url"] != Told(source["images"]?["small"]) || row["image_large_url"] != Told(source["images"]?["large"]))
                yield return $"silver card {card.Id} has other images";
        }
    }

    private IEnumerable<string> Changes(IReadOnlyDictionary<string, CardHistory> expected)
    {
        var told = tables.Rows("SELECT card_id, kind FROM silver_changes ORDER BY id").GroupBy(row => row["card_id"]!).ToDictionary(g => g.Key, g => string.Join(' ', g.Select(row => row["kind"])), StringComparer.Ordinal);
        foreach (var id in told.Keys.Union(expected.Keys))
        {
            var must = expected.TryGetValue(id, out var card) ? string.Join(' ', card.Changes) : "";
            if (told.GetValueOrDefault(id, "") != must)
                yield return $"the changes of {id} are '{told.GetValueOrDefault(id, "")}' instead of '{must}'";
        }
    }

    private IEnumerable<string> Identities(IReadOnlyDictionary<string, CardHistory> expected)
    {
        var rows = tables.Rows(
            """
            SELECT i.feed_card_id, i.card_id, i.outcome, b.content_hash, b.version FROM silver_card_identities i
            LEFT JOIN bronze_tcg_cards b ON b.id = i.bronze_id AND b.card_id = i.feed_card_id AND b.feed = i.feed
            """).ToDictionary(row => row["feed_card_id"]!, row => $"{row["card_id"]}|{row["outcome"]}|{row["version"]}|{row["content_hash"]}", StringComparer.Ordinal);
        foreach (var id in rows.Keys.Union(expected.Keys))
        {
            var must = expected.TryGetValue(id, out var card)
                ? $"{(card.InSilver ? id : "")}|{(card.Rejected ? "rejected" : "normalized")}|{card.Versions.Count}|{card.Versions[^1].Hash}" : "";
            if (rows.GetValueOrDefault(id, "") != must)
                yield return $"the identity of {id} is '{rows.GetValueOrDefault(id, "")}' instead of '{must}'";
        }
    }

    private IEnumerable<string> Links(IReadOnlyDictionary<string, CardHistory> expected)
    {
        var links = tables.Rows("SELECT card_id, position, pokedex_number FROM silver_tcg_card_pokemon WHERE matched_by = 'source'").Select(row => $"{row["card_id"]}|{row["position"]}|{row["pokedex_number"]}").ToHashSet(StringComparer.Ordinal);
        var must = expected.Values.Where(c => c.InSilver)
            .SelectMany(c => (c.Shown!.Value.Card["nationalPokedexNumbers"]?.AsArray() ?? []).Select((number, position) => $"{c.Id}|{position}|{number}")).ToHashSet(StringComparer.Ordinal);
        foreach (var link in links.Except(must).Concat(must.Except(links)))
            yield return $"species link {link} is there or not there, and should not be so";
    }

    /// <summary>Quarantine: one row for each card that ever was in it, resolved for those that are not any more.</summary>
    private IEnumerable<string> Rejects(IReadOnlyDictionary<string, CardHistory> expected)
    {
        var rows = tables.Rows("SELECT layer, \"key\", reason, resolved_at FROM silver_rejects").Select(row => $"{row["layer"]} {row["key"]} {row["reason"]} {(row["resolved_at"] is null ? "open" : "resolved")}").Order(StringComparer.Ordinal);
        var must = expected.Values.Where(c => c.WasRejectedFor is not null).Select(c => $"card pokemontcg/{c.Id} {c.WasRejectedFor} {(c.Rejected ? "open" : "resolved")}").Order(StringComparer.Ordinal);
        if (!rows.SequenceEqual(must))
            yield return $"quarantine holds '{string.Join(", ", rows)}' instead of '{string.Join(", ", must)}'";
    }

    private IEnumerable<string> Sets(IReadOnlyList<SourceState> states)
    {
        var rows = tables.Rows("SELECT set_id, name, series, printed_total, total, ptcgo_code, release_date, symbol_url, logo_url FROM silver_tcg_sets")
            .Select(row => string.Join('|', row.Values)).Order(StringComparer.Ordinal);
        // A set that is no longer listed stays as it was listed last.
        var must = states.Reverse().SelectMany(state => state.Sets).DistinctBy(SourceState.Id).Select(set => string.Join('|', SourceState.Id(set), Told(set["name"]), Told(set["series"]), Told(set["printedTotal"]), Told(set["total"]),
            Told(set["ptcgoCode"]), Told(set["releaseDate"])?.Replace('/', '-'), Told(set["images"]?["symbol"]), Told(set["images"]?["logo"]))).Order(StringComparer.Ordinal);
        if (!rows.SequenceEqual(must))
            yield return "silver sets are others";
    }

    /// <summary>A value as <see cref="Tables"/> spells it. Empty lists are kept beside the columns.</summary>
    private static string? Told(JsonNode? value) => value switch
    {
        null or JsonArray { Count: 0 } => null,
        JsonValue text when text.TryGetValue<string>(out var written) => written.Length == 0 ? null : written,
        JsonValue number => Convert.ToString(number.GetValue<long>(), CultureInfo.InvariantCulture),
        _ => Tables.Ordered(value)!.ToJsonString(),
    };
}
