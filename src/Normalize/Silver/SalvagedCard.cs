using System.Data.Common;
using PokedexTop.Data;

namespace PokedexTop.Normalize.Silver;

/// <summary>
/// Reads what can be read of a damaged silver card, so that it can be written again from bronze without forgetting that it
/// was retired or merged. A column that cannot be read is as if it were empty.
/// </summary>
internal static class SalvagedCard
{
    private static readonly (string Column, Action<SilverCard, DbDataReader, int> Read)[] s_columns =
    [
        ("set_id", (c, r, i) => c.SetId = r.GetString(i)),
        ("name", (c, r, i) => c.Name = r.GetString(i)),
        ("number", (c, r, i) => c.Number = r.TextOrNull(i)),
        ("number_sort", (c, r, i) => c.NumberSort = r.GetString(i)),
        ("supertype", (c, r, i) => c.Supertype = r.GetString(i)),
        ("subtypes", (c, r, i) => c.Subtypes = SilverJson.ReadTexts(r.TextOrNull(i))),
        ("types", (c, r, i) => c.Types = SilverJson.ReadTexts(r.TextOrNull(i))),
        ("rarity", (c, r, i) => c.Rarity = r.TextOrNull(i)),
        ("hp", (c, r, i) => c.Hp = r.IntOrNull(i)),
        ("artist", (c, r, i) => c.Artist = r.TextOrNull(i)),
        ("flavor_text", (c, r, i) => c.FlavorText = r.TextOrNull(i)),
        ("level", (c, r, i) => c.Level = r.TextOrNull(i)),
        ("evolves_from", (c, r, i) => c.EvolvesFrom = r.TextOrNull(i)),
        ("evolves_to", (c, r, i) => c.EvolvesTo = SilverJson.ReadTexts(r.TextOrNull(i))),
        ("rules", (c, r, i) => c.Rules = SilverJson.ReadTexts(r.TextOrNull(i))),
        ("abilities", (c, r, i) => c.Abilities = SilverJson.ReadAbilities(r.TextOrNull(i))),
        ("attacks", (c, r, i) => c.Attacks = SilverJson.ReadAttacks(r.TextOrNull(i))),
        ("weaknesses", (c, r, i) => c.Weaknesses = SilverJson.ReadTypeModifiers(r.TextOrNull(i))),
        ("resistances", (c, r, i) => c.Resistances = SilverJson.ReadTypeModifiers(r.TextOrNull(i))),
        ("retreat_cost", (c, r, i) => c.RetreatCost = SilverJson.ReadTexts(r.TextOrNull(i))),
        ("converted_retreat_cost", (c, r, i) => c.ConvertedRetreatCost = r.IntOrNull(i)),
        ("regulation_mark", (c, r, i) => c.RegulationMark = r.TextOrNull(i)),
        ("ancient_trait", (c, r, i) => c.AncientTrait = SilverJson.ReadAncientTrait(r.TextOrNull(i))),
        ("legalities", (c, r, i) => c.Legalities = SilverJson.ReadLegalities(r.TextOrNull(i))),
        ("image_small_url", (c, r, i) => c.ImageSmallUrl = r.TextOrNull(i)),
        ("image_large_url", (c, r, i) => c.ImageLargeUrl = r.TextOrNull(i)),
        ("extra", (c, r, i) => c.Extra = r.TextOrNull(i)),
        ("bronze_id", (c, r, i) => c.BronzeId = r.GetInt64(i)),
        ("normalized_at", (c, r, i) => c.NormalizedAt = r.Utc(i)),
        ("retired_at", (c, r, i) => c.RetiredAt = r.UtcOrNull(i)),
        ("merged_into", (c, r, i) => c.MergedInto = r.TextOrNull(i)),
    ];

    public static async Task<SilverCard> ReadAsync(WriteTransaction write, string cardId, CancellationToken cancellationToken)
    {
        await using var select = write.Command($"SELECT {string.Join(", ", s_columns.Select(c => c.Column))} FROM silver_tcg_cards WHERE card_id = @id", ("@id", cardId));
        return (await select.ReadAsync(row => Read(row, cardId), cancellationToken))[0];
    }

    private static SilverCard Read(DbDataReader row, string cardId)
    {
        // Without a content hash it is no version's card, so it is written again even where no other column differs.
        var card = new SilverCard { CardId = cardId, SetId = "", Name = "", NumberSort = "", Supertype = "", ContentHash = "", NormalizedAt = DateTime.UnixEpoch };
        for (var i = 0; i < s_columns.Length; i++)
        {
            try
            {
                s_columns[i].Read(card, row, i);
            }
            catch (Exception error) when (DamagedRows.IsDamage(error))
            {
                // What is not read differs from what is written, and so stands in the card's changes.
            }
        }
        return card;
    }
}
