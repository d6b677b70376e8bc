using System.Data.Common;
using PokedexTop.Data;

namespace PokedexTop.Normalize.Silver;

/// <summary>
/// Reads what can be read of a damaged silver card, so that it can be written again from bronze without forgetting that it
/// was retired or merged. A column that cannot be read is as if it were empty.
/// </summary>
internal static class SalvagedCard
{
    public static async Task<SilverCard> ReadAsync(WriteTransaction write, string cardId, CancellationToken cancellationToken)
    {
        await using var select = write.Command($"{SilverTables.Cards.Select} WHERE card_id = @id", ("@id", cardId));
        return (await select.ReadAsync(Read, cancellationToken))[0];
    }

    private static SilverCard Read(DbDataReader row)
    {
        var card = new SilverCard { CardId = "", SetId = "", Name = "", NumberSort = "", Supertype = "", ContentHash = "", NormalizedAt = DateTime.UnixEpoch };
        for (var i = 0; i < SilverTables.Cards.Readable.Count; i++)
        {
            try
            {
                SilverTables.Cards.Readable[i].Read!(card, row, i);
            }
            catch (Exception error) when (DamagedRows.IsDamage(error))
            {
                // What is not read differs from what is written, and so stands in the card's changes.
            }
        }
        // Without a content hash it is no version's card, so it is written again even where no other column differs.
        card.ContentHash = "";
        return card;
    }
}
