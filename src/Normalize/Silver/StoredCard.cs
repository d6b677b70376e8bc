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
        var card = new SilverCard { CardId = "", SetId = "", Name = "", NumberSort = "", Supertype = "", ContentHash = "", NormalizedAt = DateTime.UnixEpoch, Json = new() };
        var isDamaged = false;
        for (var i = 0; i < SilverTables.Cards.Readable.Count; i++)
        {
            try
            {
                SilverTables.Cards.Readable[i].Read!(card, row, i);
            }
            catch (Exception error) when (DamagedRows.IsDamage(error))
            {
                // The column is as if it were empty; what is written instead stands in the card's changes.
                isDamaged = true;
            }
        }
        // Without a content hash it is no version's card, so it is written again even where no other column differs.
        if (isDamaged)
            card.ContentHash = "";
        return card;
    }
}
