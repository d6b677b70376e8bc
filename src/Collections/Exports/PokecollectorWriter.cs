using PokedexTop.Collections.Cards;
using PokedexTop.Collections.Gold;
using PokedexTop.Collections.Lots;

namespace PokedexTop.Collections.Exports;

/// <summary>As pokecollector takes it in: five conditions, four variants, and a price whose currency nobody says.</summary>
internal sealed class PokecollectorWriter() : TrackerWriter("pokecollector")
{
    protected override IReadOnlyList<string> Heads(DateOnly today) => ["set_code", "number", "quantity", "condition", "variant", "lang", "purchase_price"];

    protected override IReadOnlyList<string> Lists { get; } = [LotWords.Owned];

    protected override IReadOnlyList<string?> Cells(Lot lot, KnownCard card, ExportLosses losses)
    {
        losses.LostIf(lot.Grade is not null, "the grade");
        losses.LostIf(lot.Currency is not null, "the currency of its price");
        losses.LostIf(lot.AcquiredOn is not null, "the day it was acquired on");
        losses.LostIf(lot.Location is not null, "the location");
        losses.LostIf(lot.Notes is not null, "the notes");
        losses.LostIf(lot.Condition is "excellent" or "damaged", "its exact condition, the nearest being written instead");
        var condition = lot.Condition switch { "mint" => "Mint", "near-mint" => "NM", "excellent" or "lightly-played" => "LP", "moderately-played" => "MP", "heavily-played" or "damaged" => "HP", _ => null };
        var variant = lot.Finish switch { "normal" => "Normal", "holofoil" => "Holo", "reverseHolofoil" => "Reverse Holo", "1stEdition" or "1stEditionHolofoil" => "First Edition", _ => null };
        losses.LostIf(lot.Finish is not null && variant is null, "its finish");
        losses.LostIf(lot.Finish is "1stEditionHolofoil", "whether the first edition is a holo");
        return [card.Set.PtcgoCode ?? card.Set.Id, card.Number, Text(lot.Quantity), condition, variant, lot.Language, Text(lot.PricePaid)];
    }
}
