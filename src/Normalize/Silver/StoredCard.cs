using System.Data.Common;

namespace PokedexTop.Normalize.Silver;

/// <summary>
/// Reads a silver card as it stands, to compare a new version with: JSON columns as text, and of a damaged row what can be
/// read, so that it is written again from bronze without forgetting that it was retired or merged.
/// </summary>
internal static class StoredCard
{
    public static SilverCard Read(DbDataReader row)
    {
        var card = Empty();
        // A column that cannot be read is as if it were empty; what is written instead stands in the card's changes. Without a
        // content hash it is no version's card, so it is written again even where no other column differs.
        if (DamagedRows.Fill(SilverTables.Cards, card, row) is not null)
            card.ContentHash = "";
        return card;
    }

    /// <summary>A card to read a row into.</summary>
    public static SilverCard Empty() => new() { CardId = "", SetId = "", Name = "", NumberSort = "", Supertype = "", ContentHash = "", NormalizedAt = DateTime.UnixEpoch, Json = new() };
}
